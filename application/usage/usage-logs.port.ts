import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { QuartersQuery, QuarterUsage } from '../../domain/usage/quarters.js'
import type { Report, ReportQuery } from '../../domain/usage/report.js'
import type { TurnsQuery, TurnUsage } from '../../domain/usage/turn-usage.js'
import type { Unavailable } from '../shared/errors.js'
import type { ReadingProgress } from '../../domain/usage/reading-progress.js'
import type { DocumentRequest, UsageDocument } from './usage-document.js'

/**
 * Requests that agents have logged. Each message counts once, also when several files contain it. The sums do not
 * depend on the order, the chunks or the times in which the logs were read, or on restarts.
 */
export interface UsageLogs {
  /**
   * The sums that a report asks for, of everything that is on disk by now: it waits for what has changed to be read.
   * Folders that are missing hold nothing; what cannot be read is left out and named in `unreadable`.
   */
  readonly report: (query: ReportQuery) => TE.TaskEither<Unavailable, Report>
  /** The same from what has been read so far, at once; `null` before the first reading has come to an end. */
  readonly reportSoFar: (query: ReportQuery) => TE.TaskEither<Unavailable, Report | null>
  /**
   * A report encoded where the logs are counted, so that the caller's thread neither copies nor encodes it. With `waits` of
   * everything that is on disk by now, as `report`; otherwise of what has been read so far, also before the first reading
   * has come to an end.
   */
  readonly document: (request: DocumentRequest, waits: boolean) => TE.TaskEither<Unavailable, UsageDocument>
  /**
   * Usage of some sessions of agents by quarter of an hour, oldest first, from what has been read so far; `null` before the
   * first reading has come to an end. Starts a reading.
   */
  readonly quarters: (query: QuartersQuery) => TE.TaskEither<Unavailable, ReadonlyArray<QuarterUsage> | null>
  /**
   * Usage of a conversation by its turns, of everything that is on disk by now; `null` before the first reading has come to
   * an end, without waiting for it. Starts a reading.
   */
  readonly turns: (query: TurnsQuery) => TE.TaskEither<Unavailable, ReadonlyArray<TurnUsage> | null>
  /** As of the last answer or the last news. Nothing is read before the first query. */
  readonly progress: () => ReadingProgress
  /**
   * Told at most twice a second while a reading goes on, at its end if it was told of or was the first one, and after
   * every reading that found something new. Changes are read automatically after a query, until queries stop for a
   * while.
   */
  readonly onProgress: (listener: (progress: ReadingProgress) => void) => () => void
}

import * as TE from 'fp-ts/lib/TaskEither.js'
import * as E from 'fp-ts/lib/Either.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { makeListeners } from '../../../application/shared/listeners.js'
import { requestedCells, usageDocument, type EncodeUsage } from '../../../application/usage/usage-document.js'
import type { ReadingProgress } from '../../../domain/usage/reading-progress.js'
import type { UsageLogs } from '../../../application/usage/usage-logs.port.js'
import type { UsageCell } from '../../../domain/usage/cell.js'
import { quartersOf } from '../../../domain/usage/quarters.js'
import type { Report, ReportQuery } from '../../../domain/usage/report.js'
import { turnUsageOf, type UsageMessage } from '../../../domain/usage/turn-usage.js'

/** Usage in memory. */
export interface MemoryUsageLogs extends UsageLogs {
  /** Adds cells, whose messages came at the start of their quarter or at `at`, and notifies the listeners of the reading progress. */
  readonly write: (...cells: ReadonlyArray<UsageCell & Partial<UsageMessage>>) => void
  /** Makes later reads fail; `null` repairs them. */
  readonly fail: (detail: string | null) => void
  /** A first reading that does not come to an end until `finish` is called. */
  readonly begin: (progress: Partial<ReadingProgress>) => { readonly finish: () => void }
}

export interface MemoryUsageLogsDeps {
  readonly encode: EncodeUsage
  readonly reportOf: (cells: Iterable<UsageCell>, query: ReportQuery) => Report
}

/** Logs that are cells already, and read before the first query. */
export function memoryUsageLogs({ encode, reportOf }: MemoryUsageLogsDeps): MemoryUsageLogs {
  const cells: UsageMessage[] = []
  const listeners = makeListeners<ReadingProgress>('usage progress')
  let fault: string | null = null
  let progress: ReadingProgress = { state: 'ready', filesRead: 0, files: 0, bytesRead: 0, bytes: 0, revision: 0 }
  let reading = Promise.resolve()

  const tell = (now: ReadingProgress): void => {
    progress = now
    listeners.tell(now)
  }
  const answer = (query: ReportQuery, counted: Iterable<UsageCell> = cells): E.Either<Unavailable, Report> =>
    fault === null ? E.right(reportOf(counted, query)) : E.left(unavailable('usage', fault))

  return {
    report: (query) => async () => {
      await reading
      return answer(query)
    },
    reportSoFar: (query) => (progress.state === 'scanning' ? TE.right(null) : TE.fromIOEither(() => answer(query))),
    document: (request, waits) => async () => {
      if (waits) await reading
      const { query } = request
      const made =
        progress.state === 'scanning' ? E.right(reportOf([], query)) : answer(query, requestedCells(cells, request))
      return E.map((report: Report) => usageDocument(encode, request, report, progress))(made)
    },
    quarters: (query) => () =>
      Promise.resolve(
        fault !== null
          ? E.left(unavailable('usage', fault))
          : E.right(progress.state === 'scanning' ? null : quartersOf(cells, query)),
      ),
    turns: (query) => () =>
      Promise.resolve(
        fault !== null
          ? E.left(unavailable('usage', fault))
          : E.right(progress.state === 'scanning' ? null : turnUsageOf(cells, query)),
      ),
    progress: () => progress,
    onProgress: listeners.add,
    write: (...more) => {
      cells.push(...more.map((cell) => ({ at: cell.quarter, ...cell })))
      tell({
        ...progress,
        filesRead: progress.filesRead + 1,
        files: progress.files + 1,
        revision: progress.revision + 1,
      })
    },
    fail: (detail) => {
      fault = detail
    },
    begin: (begun) => {
      let finish = (): void => undefined
      reading = new Promise((resolve) => {
        finish = resolve
      })
      tell({ ...progress, ...begun, state: 'scanning' })
      return {
        finish: () => {
          finish()
          tell({ ...progress, state: 'ready', revision: progress.revision + 1 })
        },
      }
    },
  }
}

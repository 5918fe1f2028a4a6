import type { DocumentRequest, UsageDocument } from '../../../application/usage/usage-document.js'
import type { ReadingProgress } from '../../../domain/usage/reading-progress.js'
import type { QuartersQuery, QuarterUsage } from '../../../domain/usage/quarters.js'
import type { Report, ReportQuery } from '../../../domain/usage/report.js'
import type { TurnsQuery, TurnUsage } from '../../../domain/usage/turn-usage.js'
import type { FormatModules, LogRoot } from './log-files.js'

/** Start parameters of the worker thread. */
export interface UsageIndexSettings {
  readonly role: 'index'
  readonly roots: ReadonlyArray<LogRoot>
  /** Absolute. */
  readonly indexFile: string
  readonly formats: FormatModules
  /** Absolute path of the module that exports `encodeUsage`. */
  readonly encoder: string
}

/** Requests of the hub to the thread. */
export type WorkerRequest =
  | { readonly _tag: 'report'; readonly id: number; readonly query: ReportQuery; readonly waits: boolean }
  | { readonly _tag: 'document'; readonly id: number; readonly request: DocumentRequest; readonly waits: boolean }
  | { readonly _tag: 'quarters'; readonly id: number; readonly query: QuartersQuery }
  | { readonly _tag: 'turns'; readonly id: number; readonly query: TurnsQuery }
  | { readonly _tag: 'follow'; readonly isFollowed: boolean }
  | { readonly _tag: 'close' }

/** Answer to a request, by the method of the port. */
export type WorkerAnswer = Report | UsageDocument | ReadonlyArray<QuarterUsage> | ReadonlyArray<TurnUsage> | null

/** Responses and notifications of the thread to the hub. */
export type WorkerMessage =
  | {
      readonly _tag: 'answer'
      readonly id: number
      readonly answer: WorkerAnswer
      readonly progress: ReadingProgress
    }
  | { readonly _tag: 'failed'; readonly id: number; readonly detail: string }
  | { readonly _tag: 'progress'; readonly progress: ReadingProgress }

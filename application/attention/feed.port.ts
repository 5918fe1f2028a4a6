import type { AlarmKind } from '../../domain/approvals/alarm.js'
import type { Activity, Evidence } from '../../domain/attention/activity.js'
import type { Forecast } from '../../domain/board/forecast.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { BudgetLevel } from '../../domain/usage/budget.js'
import type { SeenBudget } from '../../domain/usage/budget-book.js'
import type { FinishView } from '../board/finish-view.js'
import type { SeenCard } from '../board/seen-card.js'
import type { UsageProgress } from '../usage/reading-progress.js'

/** What every client hears about at once. Names are current at the time of the event. */
export type FeedEvent =
  | { readonly _tag: 'session-started'; readonly name: string; readonly at: Instant }
  | { readonly _tag: 'session-ended'; readonly name: string; readonly at: Instant }
  | { readonly _tag: 'session-renamed'; readonly oldName: string; readonly newName: string; readonly at: Instant }
  | { readonly _tag: 'session-attached'; readonly name: string; readonly attached: boolean; readonly at: Instant }
  /** What an agent does, and what that is known by. `tool` only while one runs. */
  | {
      readonly _tag: 'session-activity'
      readonly name: string
      readonly activity: Activity
      readonly tool?: string
      readonly since: Instant
      readonly evidence: Evidence
      readonly at: Instant
    }
  /** A person is called. */
  | {
      readonly _tag: 'session-attention'
      readonly name: string
      readonly activity: 'idle' | 'waiting'
      readonly at: Instant
    }
  | {
      readonly _tag: 'tool-approval-request'
      readonly id: string
      readonly name: string
      readonly tool: string
      readonly preview: string
      readonly at: Instant
    }
  | { readonly _tag: 'tool-approval-resolved'; readonly id: string; readonly name: string; readonly at: Instant }
  /** A tool ran without an allow in a strict session or with another input than the approved one, or settings would let one. */
  | {
      readonly _tag: 'tool-alarm'
      readonly id: string
      readonly name: string
      readonly kind: AlarmKind
      readonly tool: string
      readonly preview: string
      readonly isPaused: boolean
      readonly at: Instant
    }
  | { readonly _tag: 'tool-alarm-acknowledged'; readonly id: string; readonly name: string; readonly at: Instant }
  /** A card is new or has changed. `origin` is the client that asked for it. */
  | { readonly _tag: 'card-changed'; readonly card: SeenCard; readonly origin: string | null; readonly at: Instant }
  /** A finish has come further, or to its end. */
  | { readonly _tag: 'finish-progress'; readonly finish: FinishView; readonly at: Instant }
  /** Which running cards of a project will not merge with each other has changed. */
  | { readonly _tag: 'board-forecast'; readonly forecast: Forecast; readonly at: Instant }
  /** Logs of agents are being read, or something new was found in them. */
  | { readonly _tag: 'usage-progress'; readonly progress: UsageProgress; readonly at: Instant }
  /** A budget has come to another level; one that was taken away is `fine`. */
  | { readonly _tag: 'budget-level'; readonly budget: SeenBudget; readonly was: BudgetLevel; readonly at: Instant }
  | { readonly _tag: 'card-removed'; readonly id: string; readonly origin: string | null; readonly at: Instant }

/** Carries events to all who listen right now; nothing is kept for later. */
export interface Feed {
  readonly publish: (event: FeedEvent) => void
  /** Calls `listener` for every event from now on, in order. The answer stops it. */
  readonly subscribe: (listener: (event: FeedEvent) => void) => () => void
}

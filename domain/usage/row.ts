import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'
import type { RequestVariant } from './cell.js'

/** Dimensions that a message is charged to. */
export interface RowOrigin {
  /** Agent that wrote the row. */
  readonly agent: AgentId
  readonly model: string
  readonly variant: RequestVariant
  /** Session id of the agent. */
  readonly session: string
  /** Working folder; `null` when the log names none. */
  readonly directory: string | null
  /** True when the row was copied into this log from the log of another session. */
  readonly isCopy: boolean
}

/** Tokens as logs write them: `cacheWrite` includes `cacheWrite1h`. */
export interface RowCounts {
  readonly input: number
  /** Written tokens. */
  readonly output: number
  readonly cacheRead: number
  /** Tokens cached for five minutes. */
  readonly cacheWrite: number
  /** Tokens cached for an hour. */
  readonly cacheWrite1h: number
}

/** Reason why a message ended. */
export type StopReason = 'toolUse' | 'endTurn' | 'other'

/** Tool call in a row. */
export interface CountedCall {
  /** Id assigned by the vendor, or derived from the position of the call. */
  readonly id: string
  /** Name of the tool. */
  readonly name: string
}

/**
 * Marks a row that a forked log may repeat from its parent's. The log repeats such rows with new times. The mark
 * depends only on the position of the row in its log, and so on the row's identity.
 */
export interface ForkMark {
  /** Identity of the closing row, which the parent's log always has. */
  readonly parent: string
  /** Identity that the row had in the parent's log. */
  readonly parentRow: string
  /** Time of the fork. Rows that the parent wrote later are not part of it. */
  readonly at: Instant
  /** True when the row was written in one go with the fork. */
  readonly isReplay: boolean
}

/** Row of a log that describes one request. */
export interface UsageRow {
  /** Equal in all rows and files that describe the same request. */
  readonly id: string
  /** Time of the row. */
  readonly at: Instant
  /** Agent, model and session. */
  readonly origin: RowOrigin
  /** Tokens by kind. */
  readonly counts: RowCounts
  /**
   * `closing`: the excess of the sum at the end of a log over its rows. A later closing row replaces an earlier one.
   */
  readonly kind: 'message' | 'error' | 'closing'
  /** For a closing row, the number of rows of its log that it was computed from; 0 for all others. */
  readonly version: number
  /** Reason for the end of the answer; `null` while it is written. */
  readonly stop: StopReason | null
  readonly tools: ReadonlyArray<CountedCall>
  /** Fork that the row was copied by; `null` for none. */
  readonly fork: ForkMark | null
}

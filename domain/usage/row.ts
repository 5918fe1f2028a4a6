import type { Instant } from '../shared/instant.js'
import { PROMPT_BOUNDS, QUARTER_MS, type RequestVariant, type TokenCounts, type UsageAgent } from './cell.js'

/** Whom a message is charged to. */
export interface RowOrigin {
  readonly agent: UsageAgent
  readonly model: string
  readonly variant: RequestVariant
  readonly session: string
  readonly directory: string | null
  /** Written into this session's log as a copy out of another one's. */
  readonly isCopy: boolean
}

/** Tokens as logs write them: the writes into caches in all, and those of them that live for an hour. */
export interface RowCounts {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly cacheWrite1h: number
}

/** The reason a message ended for. */
export type StopReason = 'toolUse' | 'endTurn' | 'other'

export interface CountedCall {
  /** The vendor's own, or one that is made of where the call stands. */
  readonly id: string
  readonly name: string
}

/**
 * What tells whether a row of a forked log was its parent's before: the log repeats those under times of its own. It
 * follows from where the row stands in its log, and so from the row's identity.
 */
export interface ForkMark {
  /** Identity of the closing row that the parent's log has, whatever else it has. */
  readonly parent: string
  /** Identity that the row had in the parent's log. */
  readonly parentRow: string
  /** When the fork was made: what the parent has written later is no part of it. */
  readonly at: Instant
  /** Whether it stands in what was written at one go when the fork was made. */
  readonly isReplay: boolean
}

/** One row of a log that tells of a request. */
export interface UsageRow {
  /** The same in every row and every file that tells of the same request. */
  readonly id: string
  readonly at: Instant
  readonly origin: RowOrigin
  readonly counts: RowCounts
  /** `closing`: what the sum at the end of a log has that its rows have not; a later one takes the place of it. */
  readonly kind: 'message' | 'error' | 'closing'
  /** Of a closing row: how much of its log it was made of; 0 for all others. */
  readonly version: number
  readonly stop: StopReason | null
  readonly tools: ReadonlyArray<CountedCall>
  readonly fork: ForkMark | null
}

/** The charged tokens: what is not said to live for an hour lives for five minutes. */
export const tokensOfCounts = ({ input, output, cacheRead, cacheWrite, cacheWrite1h }: RowCounts): TokenCounts => ({
  input,
  output,
  cacheRead,
  cacheWrite5m: Math.max(0, cacheWrite - cacheWrite1h),
  cacheWrite1h,
})

/** How many of `PROMPT_BOUNDS` the prompt of a request was beyond. */
export function promptBandOf(promptTokens: number): number {
  let band = 0
  while (promptTokens > (PROMPT_BOUNDS[band] ?? Infinity)) band += 1
  return band
}

/** Start of the quarter of an hour that a moment lies in. */
export const quarterOf = (at: Instant): Instant => Math.floor(at / QUARTER_MS) * QUARTER_MS

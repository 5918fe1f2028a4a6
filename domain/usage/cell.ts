import type { Instant } from '../shared/instant.js'

/** Tokens by what they are charged as; whole numbers, never negative. No count is contained in another. */
export interface TokenCounts {
  /** Read afresh: neither from a cache nor into one. */
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  /** Written into a cache that lives for five minutes. */
  readonly cacheWrite5m: number
  /** Written into a cache that lives for an hour. */
  readonly cacheWrite1h: number
}

/** The program whose log a message was read from. */
export type UsageAgent = 'claude-code' | 'codex'

/** How a request was asked for where that changes its price. */
export type RequestVariant = 'standard' | 'batch' | 'fast'

/** Milliseconds. The day of every time zone in use begins at a quarter of an hour of UTC. */
export const QUARTER_MS = 900_000

/** Sizes of a prompt, in tokens, beyond which some vendor charges the whole request otherwise; ascending. */
export const PROMPT_BOUNDS: ReadonlyArray<number> = [100_000, 200_000, 272_000]

/**
 * What the messages of one session, model and folder that began in the same quarter of an hour come to. Everything
 * that a report shows is a sum of cells, so that the sum of the parts is the total; and everything that a price
 * depends on is the same throughout a cell, so that other prices need no other reading.
 */
export interface UsageCell {
  /** Start of the quarter of an hour. */
  readonly quarter: Instant
  readonly agent: UsageAgent
  /** As the log writes it; `''` where it writes none. */
  readonly model: string
  readonly variant: RequestVariant
  /** How many of `PROMPT_BOUNDS` the prompt of each message (input, cache reads and writes) was beyond. */
  readonly promptBand: number
  /** The agent’s own id of its session, not a name of tmux; `''` where the log has none. */
  readonly session: string
  /** The folder that the agent worked in; `null` where the log does not say. */
  readonly directory: string | null
  readonly tokens: TokenCounts
  readonly messages: number
  /** Messages by the reason they ended for; those that say none are in neither. */
  readonly stops: { readonly toolUse: number; readonly endTurn: number; readonly other: number }
  /** Calls by the name of the tool. */
  readonly tools: Readonly<Record<string, number>>
  /** Requests that the vendor refused or failed; they are no messages. */
  readonly errors: number
}

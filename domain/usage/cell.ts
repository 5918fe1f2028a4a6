import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'

/** Token counts by price category: non-negative integers, disjoint. */
export interface TokenCounts {
  /** Tokens neither read from a cache nor written to one. */
  readonly input: number
  /** Written tokens. */
  readonly output: number
  readonly cacheRead: number
  /** Written to a cache with a lifetime of five minutes. */
  readonly cacheWrite5m: number
  /** Written to a cache with a lifetime of one hour. */
  readonly cacheWrite1h: number
}

/**
 * Tokens of a request for display: input, output and cache writes. Cache reads are left out, because they would
 * dominate the sum.
 */
export const tokensOf = ({ input, output, cacheWrite5m, cacheWrite1h }: TokenCounts): number =>
  input + cacheWrite5m + cacheWrite1h + output

/** Processing mode of a request, where it affects the price. */
export type RequestVariant = 'standard' | 'batch' | 'fast'

/** Milliseconds in a quarter of an hour. In every time zone in use the day begins at a quarter of an hour of UTC. */
export const QUARTER_MS = 900_000

/** Prompt sizes in tokens, ascending, beyond which some vendor charges another price for the whole request. */
export const PROMPT_BOUNDS: ReadonlyArray<number> = [100_000, 200_000, 272_000]

/**
 * Sum over the messages of one session, model and folder that began in the same quarter of an hour. Every figure of a
 * report is a sum of cells, so the parts add up to the total. All inputs of a price are constant within a cell, so new
 * prices need no re-reading of the logs.
 */
export interface UsageCell {
  /** Start of the quarter of an hour. */
  readonly quarter: Instant
  /** Agent whose log the messages were read from. */
  readonly agent: AgentId
  /** Name as the log writes it; `''` when the log has none. */
  readonly model: string
  readonly variant: RequestVariant
  /** Number of `PROMPT_BOUNDS` that the prompt of each message (input, cache reads and writes) exceeded. */
  readonly promptBand: number
  /** Session id assigned by the agent, not the tmux name; `''` when the log has none. */
  readonly session: string
  /** Working directory of the agent; `null` when the log has none. */
  readonly directory: string | null
  readonly tokens: TokenCounts
  readonly messages: number
  /** Messages by stop reason. Messages without one are in none of the counts. */
  readonly stops: { readonly toolUse: number; readonly endTurn: number; readonly other: number }
  readonly tools: Readonly<Record<string, number>>
  /** Requests that the vendor refused or failed. They do not count as messages. */
  readonly errors: number
}

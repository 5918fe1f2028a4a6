import { compareOrigins } from '../../adapters/outbound/usage-logs/merge-message.js'
import { STOP_RANKS } from '../../adapters/outbound/usage-logs/message-fields.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { CountedCall, RowCounts, UsageRow } from '../../domain/usage/row.js'

/** Combined rows with the same identity. */
export interface UsageMessage extends UsageRow {
  /** Time at which `stop` was written. */
  readonly stopAt: Instant
}

export const messageOf = (row: UsageRow): UsageMessage => ({ ...row, stopAt: row.stop === null ? 0 : row.at })

/**
 * Combines two readings of one request. Rows are written while the answer is being streamed, so each count is the
 * maximum. Time and origin come from the first row, the stop reason from the last row that has one. The result does not
 * depend on the order or the repetition of readings.
 */
export function joinMessages(one: UsageMessage, other: UsageMessage): UsageMessage {
  if (one.kind === 'closing') return laterClosing(one, other)
  const first = beginsBefore(one, other) ? one : other
  const stopped = stopsAfter(one, other) ? one : other
  return {
    ...first,
    counts: largerCounts(one.counts, other.counts),
    stop: stopped.stop,
    stopAt: stopped.stopAt,
    tools: allCalls(one.tools, other.tools),
  }
}

/** Prefers the closing row that was made from more of the log. */
function laterClosing(one: UsageMessage, other: UsageMessage): UsageMessage {
  if (one.version !== other.version) return one.version > other.version ? one : other
  if (one.counts.input !== other.counts.input) return one.counts.input > other.counts.input ? one : other
  return beginsBefore(one, other) ? one : other
}

function beginsBefore(one: UsageRow, other: UsageRow): boolean {
  return one.at !== other.at ? one.at < other.at : compareOrigins(one.origin, other.origin) <= 0
}

function stopsAfter(one: UsageMessage, other: UsageMessage): boolean {
  if (one.stopAt !== other.stopAt) return one.stopAt > other.stopAt
  return STOP_RANKS.indexOf(one.stop) >= STOP_RANKS.indexOf(other.stop)
}

const largerCounts = (one: RowCounts, other: RowCounts): RowCounts => ({
  input: Math.max(one.input, other.input),
  output: Math.max(one.output, other.output),
  cacheRead: Math.max(one.cacheRead, other.cacheRead),
  cacheWrite: Math.max(one.cacheWrite, other.cacheWrite),
  cacheWrite1h: Math.max(one.cacheWrite1h, other.cacheWrite1h),
})

function allCalls(one: ReadonlyArray<CountedCall>, other: ReadonlyArray<CountedCall>): ReadonlyArray<CountedCall> {
  const known = new Set(one.map(({ id }) => id))
  return [...one, ...other.filter(({ id }) => !known.has(id))]
}

import type { Instant } from '../shared/instant.js'
import type { RowCounts, RowOrigin, StopReason, CountedCall, UsageRow } from './row.js'

/** What all rows with the same identity say together. */
export interface UsageMessage extends UsageRow {
  /** When `stop` was written. */
  readonly stopAt: Instant
}

export const messageOf = (row: UsageRow): UsageMessage => ({ ...row, stopAt: row.stop === null ? 0 : row.at })

/**
 * Two readings of one request as one. Rows are written while the answer still comes, so that each count is the largest;
 * the first row says when it began and whom it is charged to, the last with a reason why it ended. The order in which
 * readings are joined, and whether one is joined twice, makes no difference.
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

/** A count of all of a log says more than one of its beginning. */
function laterClosing(one: UsageMessage, other: UsageMessage): UsageMessage {
  if (one.version !== other.version) return one.version > other.version ? one : other
  if (one.counts.input !== other.counts.input) return one.counts.input > other.counts.input ? one : other
  return beginsBefore(one, other) ? one : other
}

function beginsBefore(one: UsageRow, other: UsageRow): boolean {
  return one.at !== other.at ? one.at < other.at : compareOrigins(one.origin, other.origin) <= 0
}

/** Of rows of the same moment the one that is no copy is the first; beyond that only that there is an order matters. */
export function compareOrigins(one: RowOrigin, other: RowOrigin): number {
  if (one.isCopy !== other.isCopy) return one.isCopy ? 1 : -1
  return (
    compareTexts(one.session, other.session) ||
    compareTexts(one.directory ?? '', other.directory ?? '') ||
    compareTexts(one.model, other.model) ||
    compareTexts(one.variant, other.variant) ||
    compareTexts(one.agent, other.agent)
  )
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Of reasons of the same moment, the one that ends more. */
export const STOP_RANKS: ReadonlyArray<StopReason | null> = [null, 'other', 'toolUse', 'endTurn']

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

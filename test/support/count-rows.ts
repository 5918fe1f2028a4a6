import { promptBandOf } from '../../adapters/outbound/usage-logs/message-fields.js'
import type { Instant } from '../../domain/shared/instant.js'
import { QUARTER_MS, type TokenCounts, type UsageCell } from '../../domain/usage/cell.js'
import type { RowCounts, UsageRow } from '../../domain/usage/row.js'
import { joinMessages, messageOf, type UsageMessage } from './usage-messages.js'

/** Model of the message store: sums rows into cells, each request once. The result does not depend on the order or the repetition of rows. */
export function countRows(rows: Iterable<UsageRow>): ReadonlyArray<UsageCell> {
  const messages = new Map<string, UsageMessage>()
  for (const row of rows) {
    const known = messages.get(row.id)
    messages.set(row.id, known === undefined ? messageOf(row) : joinMessages(known, messageOf(row)))
  }
  const cells = new Map<string, UsageCell>()
  for (const message of messages.values()) {
    if (isInherited(message, messages)) continue
    const cell = cellOf(message)
    if (cell === null) continue
    const key = cellKey(cell)
    const known = cells.get(key)
    cells.set(key, known === undefined ? cell : addCells(known, cell))
  }
  return [...cells.values()]
}

/**
 * True when the parent's log contains the row. When that log is missing: true when the row was written in one go with
 * the fork.
 */
function isInherited({ fork }: UsageMessage, messages: ReadonlyMap<string, UsageMessage>): boolean {
  if (fork === null) return false
  if (!messages.has(fork.parent)) return fork.isReplay
  const original = messages.get(fork.parentRow)
  return original !== undefined && original.at <= fork.at
}

/** Returns `null` for a closing row with nothing left to count. */
function cellOf({ at, origin, counts, kind, stop, tools }: UsageMessage): UsageCell | null {
  if (kind === 'closing' && counts.input === 0) return null
  const { agent, model, variant, session, directory } = origin
  const calls = new Map<string, number>()
  for (const { name } of tools) calls.set(name, (calls.get(name) ?? 0) + 1)
  return {
    quarter: quarterOf(at),
    agent,
    model,
    variant,
    promptBand: kind === 'message' ? promptBandOf(counts.input + counts.cacheRead + counts.cacheWrite) : 0,
    session,
    directory,
    tokens: tokensOfCounts(counts),
    messages: kind === 'message' ? 1 : 0,
    stops: {
      toolUse: stop === 'toolUse' ? 1 : 0,
      endTurn: stop === 'endTurn' ? 1 : 0,
      other: stop === 'other' ? 1 : 0,
    },
    tools: Object.fromEntries(calls),
    errors: kind === 'error' ? 1 : 0,
  }
}

const cellKey = ({ quarter, agent, model, variant, promptBand, session, directory }: UsageCell): string =>
  JSON.stringify([quarter / QUARTER_MS, agent, model, variant, promptBand, session, directory])

/** Sum of two cells with equal keys. */
function addCells(one: UsageCell, other: UsageCell): UsageCell {
  const tools = new Map(Object.entries(one.tools))
  for (const [name, count] of Object.entries(other.tools)) tools.set(name, (tools.get(name) ?? 0) + count)
  return {
    ...one,
    tokens: sumOf(one.tokens, other.tokens),
    messages: one.messages + other.messages,
    stops: sumOf(one.stops, other.stops),
    tools: Object.fromEntries(tools),
    errors: one.errors + other.errors,
  }
}

function sumOf<Sums extends object>(one: Sums, other: Sums): Sums {
  const sums = Object.entries(one).map(([name, count]) => [name, Number(count) + Number(other[name as keyof Sums])])
  return Object.fromEntries(sums) as Sums
}

/** Charged tokens. Cache writes without a stated lifetime live for five minutes. */
export const tokensOfCounts = ({ input, output, cacheRead, cacheWrite, cacheWrite1h }: RowCounts): TokenCounts => ({
  input,
  output,
  cacheRead,
  cacheWrite5m: Math.max(0, cacheWrite - cacheWrite1h),
  cacheWrite1h,
})

/** Start of the quarter of an hour that contains a time. */
export const quarterOf = (at: Instant): Instant => Math.floor(at / QUARTER_MS) * QUARTER_MS

import type { Instant } from '../shared/instant.js'
import { tokensOf, type UsageCell } from './cell.js'
import type { PriceTable } from './prices.js'
import { priceBy, usdOf } from './pricing.js'

/** Usage that is summed by quarter of an hour. */
export interface QuartersQuery {
  /** Session ids assigned by the agents; not the tmux names. */
  readonly sessions: ReadonlyArray<string>
  readonly since: Instant
  readonly prices: PriceTable
}

/** Usage of a quarter of an hour. */
export interface QuarterUsage {
  readonly quarter: Instant
  /** US dollars, for the models with a known price. */
  readonly costUsd: number
  /** Tokens, as counted by `tokensOf`. */
  readonly tokens: number
  readonly messages: number
}

/** Sums of some sessions by quarter of an hour, oldest first. A quarter without usage is left out. */
export function quartersOf(
  cells: Iterable<UsageCell>,
  { sessions, since, prices }: QuartersQuery,
): ReadonlyArray<QuarterUsage> {
  const wanted = new Set(sessions)
  const priceOf = priceBy(prices)
  const sums = new Map<Instant, { units: number; tokens: number; messages: number }>()
  for (const cell of cells) {
    if (!wanted.has(cell.session) || cell.quarter < since) continue
    const sum = sums.get(cell.quarter) ?? { units: 0, tokens: 0, messages: 0 }
    sum.units += priceOf(cell) ?? 0
    sum.tokens += tokensOf(cell.tokens)
    sum.messages += cell.messages
    sums.set(cell.quarter, sum)
  }
  return [...sums]
    .map(([quarter, { units, tokens, messages }]) => ({ quarter, costUsd: usdOf(units), tokens, messages }))
    .sort((one, other) => one.quarter - other.quarter)
}

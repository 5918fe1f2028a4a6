import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'
import { tokensOf, type UsageCell } from './cell.js'
import type { PriceTable } from './prices.js'
import { priceBy, usdOf } from './pricing.js'

/** Usage that is summed by the turns of a conversation. */
export interface TurnsQuery {
  readonly agent: AgentId
  /** Id that the agent gave the conversation. */
  readonly conversation: string
  /** Start of each turn, which is the end of the one before; the last one has no end. Ascending. */
  readonly starts: ReadonlyArray<Instant>
  readonly prices: PriceTable
}

/** Usage of a turn, its sub-agents included. */
export interface TurnUsage {
  /** Start of the turn. */
  readonly at: Instant
  /** US dollars; `null` when the price of one of its models is not known. */
  readonly costUsd: number | null
  /** Tokens, as counted by `tokensOf`. */
  readonly tokens: number
  readonly messages: number
}

/** Message of a conversation: its own cell, with its time. */
export interface UsageMessage extends UsageCell {
  readonly at: Instant
}

/** Sums of the turns in their order. A message before the first one is in none. */
export function turnUsageOf(
  messages: Iterable<UsageMessage>,
  { agent, conversation, starts, prices }: TurnsQuery,
): ReadonlyArray<TurnUsage> {
  const priceOf = priceBy(prices)
  const sums = starts.map(() => ({ units: 0, isPriced: true, tokens: 0, messages: 0 }))
  for (const message of messages) {
    if (message.agent !== agent || message.session !== conversation) continue
    const sum = sums[turnAt(starts, message.at)]
    if (sum === undefined) continue
    const units = priceOf(message)
    sum.units += units ?? 0
    sum.isPriced &&= units !== null || message.messages === 0
    sum.tokens += tokensOf(message.tokens)
    sum.messages += message.messages
  }
  return sums.map(({ units, isPriced, ...sum }, turn) => ({
    at: starts[turn] ?? 0,
    costUsd: isPriced ? usdOf(units) : null,
    ...sum,
  }))
}

/** Number of the turn at a time; -1 before the first. */
function turnAt(starts: ReadonlyArray<Instant>, at: Instant): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

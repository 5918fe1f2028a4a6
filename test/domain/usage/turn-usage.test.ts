import { turnUsageOf, type UsageMessage } from '../../../domain/usage/turn-usage.js'
import type { PriceRow } from '../../../domain/usage/prices.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { aCell } from '../../support/usage.js'

const price: PriceRow = {
  ...{ model: 'known', variant: 'standard', from: null, beyond: null, source: 'made up' },
  rates: { input: 1, output: 2, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 },
}
const message = (at: number, more: Partial<UsageMessage> = {}): UsageMessage => ({
  ...aCell({ agent: CLAUDE_CODE, session: 'one', model: 'known', messages: 1 }),
  tokens: { input: 1_000_000, output: 500_000, cacheRead: 7, cacheWrite5m: 0, cacheWrite1h: 0 },
  at,
  ...more,
})
const turns = (starts: ReadonlyArray<number>, ...messages: ReadonlyArray<UsageMessage>) =>
  turnUsageOf(messages, { agent: CLAUDE_CODE, conversation: 'one', starts, prices: [price] })

describe('usage of the turns of a conversation', () => {
  it('is of the messages from the start of a turn to that of the next one, the last without an end', () => {
    expect(turns([10, 20, 30], message(9), message(10), message(19), message(30), message(9_999))).to.deep.equal([
      { at: 10, costUsd: 4, tokens: 3_000_000, messages: 2 },
      { at: 20, costUsd: 0, tokens: 0, messages: 0 },
      { at: 30, costUsd: 4, tokens: 3_000_000, messages: 2 },
    ])
    expect(turns([], message(1))).to.deep.equal([])
  })

  it('leaves out other conversations, and one of another CLI with the same id', () => {
    const [turn] = turns([0], message(1, { session: 'two' }), message(1, { agent: CODEX }))
    expect(turn).to.deep.equal({ at: 0, costUsd: 0, tokens: 0, messages: 0 })
  })

  it('has no cost once the price of a model is unknown, also beside a known one; failed requests have no price', () => {
    const other = { model: 'other' }
    const failed = message(1, { model: '', messages: 0, errors: 1, tokens: aCell({}).tokens })
    const costs = turns([0, 10], message(1), message(2, other), failed, message(11), { ...failed, at: 12 })
    expect(costs.map(({ costUsd }) => costUsd)).to.deep.equal([null, 2])
  })
})

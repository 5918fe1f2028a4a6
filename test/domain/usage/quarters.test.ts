import { agentId } from '../../../domain/agents/agent-id.js'
import { QUARTER_MS, type UsageCell } from '../../../domain/usage/cell.js'
import { quartersOf } from '../../../domain/usage/quarters.js'

const cell = (quarter: number, session: string, model = 'a'): UsageCell => ({
  ...{
    quarter: quarter * QUARTER_MS,
    agent: agentId('claude-code'),
    model,
    variant: 'standard',
    promptBand: 0,
    session,
  },
  ...{ directory: null, messages: 1, stops: { toolUse: 0, endTurn: 0, other: 0 }, tools: {}, errors: 0 },
  tokens: { input: 100, output: 10, cacheRead: 1_000, cacheWrite5m: 0, cacheWrite1h: 0 },
})

describe('usage by quarter of an hour', () => {
  it('sums the models of the sessions that are asked for, oldest first', () => {
    const cells = [cell(3, 'one'), cell(1, 'one'), cell(3, 'one', 'b'), cell(3, 'two'), cell(0, 'one')]
    expect(quartersOf(cells, { sessions: ['one'], since: QUARTER_MS, prices: [] })).to.deep.equal([
      { quarter: QUARTER_MS, costUsd: 0, tokens: 110, messages: 1 },
      { quarter: 3 * QUARTER_MS, costUsd: 0, tokens: 220, messages: 2 },
    ])
    expect(quartersOf(cells, { sessions: [], since: 0, prices: [] })).to.deep.equal([])
  })
})

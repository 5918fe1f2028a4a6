import { cacheRate, providerShares } from '../../../domain/usage/shares.js'
import type { ModelUsage } from '../../../domain/usage/report.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'

const NONE = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
const used = (model: string, tokens: Partial<ModelUsage['tokens']>, values: Partial<ModelUsage> = {}): ModelUsage => ({
  agent: CLAUDE_CODE,
  model,
  tokens: { ...NONE, ...tokens },
  costUsd: 1,
  messages: 1,
  errors: 0,
  unpricedTokens: 0,
  isPriced: true,
  ...values,
})

describe('the cache rate', () => {
  it('is the share of Claude Code input that came from a cache, in per cent with two decimals', () => {
    const models = [
      used('claude-opus-5', { input: 1, cacheWrite5m: 1, cacheWrite1h: 1, cacheRead: 3, output: 100 }),
      used('claude-haiku-5', { cacheRead: 1 }),
      used('gpt-5', { input: 1_000 }, { agent: CODEX }),
    ]
    expect([cacheRate(models, CLAUDE_CODE), cacheRate([], CLAUDE_CODE)]).to.deep.equal([
      { read: 4, total: 7, pct: 57.14 },
      { read: 0, total: 0, pct: 0 },
    ])
  })
})

describe('the shares of providers', () => {
  it('sum their models over agents, most tokens first, without unused models', () => {
    const models = [
      used('gpt-5', { input: 10 }, { agent: CODEX }),
      used('claude-haiku-5', { input: 5 }),
      used('claude-opus-5', { input: 20 }),
      used('claude-opus-5', { input: 1 }, { agent: CODEX }),
      used('claude-fable-1', {}),
    ]
    expect(providerShares(models)).to.deep.equal([
      {
        provider: 'claude',
        tokens: 26,
        costUsd: 3,
        models: [
          { model: 'claude-opus-5', tokens: 21, costUsd: 2 },
          { model: 'claude-haiku-5', tokens: 5, costUsd: 1 },
        ],
      },
      { provider: 'codex', tokens: 10, costUsd: 1, models: [{ model: 'gpt-5', tokens: 10, costUsd: 1 }] },
    ])
  })
})

import fc from 'fast-check'
import { PROMPT_BOUNDS, type UsageCell } from '../../../domain/usage/cell.js'
import { modelKey, providerOf } from '../../../domain/usage/model.js'
import { BUILT_IN_PRICES, withOwnPrices } from '../../../domain/usage/price-table.js'
import { priceBy, usdOf } from '../../../domain/usage/pricing.js'
import { aCell } from '../../support/usage.js'

const none = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
const MILLION = 1_000_000
const price = priceBy(BUILT_IN_PRICES)

/** Dollars of a million tokens of each kind, one kind after the other. */
const ratesOf = (model: string, cell: Partial<UsageCell> = {}): ReadonlyArray<number | null> =>
  (['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const).map((kind) => {
    const cost = price(
      aCell({ model, quarter: Date.parse('2026-11-24'), tokens: { ...none, [kind]: MILLION }, ...cell }),
    )
    return cost === null ? null : usdOf(cost)
  })

describe('modelKey', () => {
  it('drops the path, the day and the mark of a long context', () => {
    const keys = {
      ' claude-opus-4-8 ': 'claude-opus-4-8',
      'anthropic/claude-opus-4-5-20251101': 'claude-opus-4-5',
      'a/b/claude-sonnet-4-5@20250929': 'claude-sonnet-4-5',
      'gpt-5.5-2026-04-01': 'gpt-5.5',
      'claude-opus-4-8[1m]': 'claude-opus-4-8',
      'claude-opus-4-5-20251101[1m]': 'claude-opus-4-5',
      '': '',
    }
    expect(Object.fromEntries(Object.keys(keys).map((model) => [model, modelKey(model)]))).to.deep.equal(keys)
  })

  it('detects the vendor by the name', () => {
    expect(['claude-x', 'gpt-9', 'o1-mini', 'o3', 'codex-x', 'gemini-3', 'llama', ''].map(providerOf)).to.deep.equal([
      'claude',
      'codex',
      'codex',
      'codex',
      'codex',
      'gemini',
      'other',
      'other',
    ])
  })
})

describe('prices', () => {
  it('are those of the longest matching name', () => {
    expect(ratesOf('anthropic/claude-opus-4-8-20260115[1m]')).to.deep.equal([5, 25, 0.5, 6.25, 10])
    expect(ratesOf('claude-opus-4-1')).to.deep.equal([15, 75, 1.5, 18.75, 30])
    expect(ratesOf('gpt-5.1-codex-max-high')).to.deep.equal([1.25, 10, 0.125, 1.25, 1.25])
    expect(ratesOf('gpt-5-mini')).to.deep.equal([0.25, 2, 0.025, 0.25, 0.25])
  })

  it('are not guessed for another version, size, variant or an empty model', () => {
    for (const model of ['claude-opus-4-9', 'gpt-5.9', 'gpt-5.55', 'gpt-5-nano', 'gpt-5.5-pro', 'claude', 'llama', ''])
      expect(ratesOf(model), model).to.deep.equal([null, null, null, null, null])
    expect(ratesOf('claude-opus-4-8', { variant: 'fast' })[0]).to.equal(null)
    expect(ratesOf('gpt-5.5', { variant: 'batch' })[0]).to.equal(null)
  })

  it('change on their day, and take half for a batch', () => {
    const [before, after] = [Date.parse('2026-10-06T23:45:00Z'), Date.parse('2026-10-07T00:00:00Z')]
    expect([before, after].map((quarter) => ratesOf('claude-sonnet-5-5', { quarter })[2])).to.deep.equal([0.2, 0.1])
    expect(ratesOf('claude-haiku-5-5', { variant: 'batch', promptBand: 1 })).to.deep.equal([
      0.25, 1.25, 0.025, 0.3125, 0.5,
    ])
  })

  it('of a whole request change beyond a prompt size', () => {
    const bands = [0, 1, 2, 3].map((promptBand) => [
      ratesOf('claude-haiku-5-5', { promptBand })[0],
      ratesOf('gpt-5.5', { promptBand })[1],
      ratesOf('claude-opus-5', { promptBand })[0],
    ])
    expect(bands).to.deep.equal([
      [0.1, 30, 5],
      [0.5, 30, 5],
      [0.5, 30, 5],
      [0.5, 45, 5],
    ])
  })

  it('add up: the cost of many messages is the exact sum of their costs', () => {
    const model = fc.constantFrom(...BUILT_IN_PRICES.map((row) => row.model))
    const counts = fc.record({
      input: fc.nat(MILLION),
      output: fc.nat(MILLION),
      cacheRead: fc.nat(MILLION),
      cacheWrite5m: fc.nat(MILLION),
      cacheWrite1h: fc.nat(MILLION),
    })
    fc.assert(
      fc.property(
        model,
        counts,
        counts,
        fc.integer({ min: 0, max: PROMPT_BOUNDS.length }),
        (name, one, other, promptBand) => {
          const cost = (tokens: typeof one): number =>
            price(aCell({ model: name, promptBand, tokens, quarter: Date.parse('2026-11-24') })) ?? Number.NaN
          const both = {
            input: one.input + other.input,
            output: one.output + other.output,
            cacheRead: one.cacheRead + other.cacheRead,
            cacheWrite5m: one.cacheWrite5m + other.cacheWrite5m,
            cacheWrite1h: one.cacheWrite1h + other.cacheWrite1h,
          }
          expect(cost(both)).to.equal(cost(one) + cost(other))
        },
      ),
    )
  })

  it('have a source, a supported bound and no duplicates', () => {
    const cases = BUILT_IN_PRICES.map(({ model, variant, from }) => `${model} ${variant} ${String(from)}`)
    expect(new Set(cases).size).to.equal(cases.length)
    for (const { source, beyond, model } of BUILT_IN_PRICES) {
      expect([
        source !== '',
        beyond === null || PROMPT_BOUNDS.includes(beyond.promptTokens),
        modelKey(model),
      ]).to.deep.equal([true, true, model])
    }
  })

  it('of the operator replace all rows of a model', () => {
    const rates = { input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 }
    const own = {
      model: 'claude-opus-5',
      from: null,
      variant: 'standard',
      rates,
      beyond: null,
      source: 'mine',
    } as const
    expect(withOwnPrices([own]).filter(({ model }) => model === 'claude-opus-5')).to.deep.equal([own])
  })
})

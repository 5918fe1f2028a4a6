import { modelColour, REST } from '../../../adapters/inbound/web/src/usage/model-colour.js'
import { parseRoute, routePath, USAGE } from '../../../adapters/inbound/web/src/app/routing/route.js'
import { daySeries, stacked, thisWeek, type UsageDay } from '../../../adapters/inbound/web/src/usage/usage-series.js'

const day = (date: string, costByModel: Readonly<Record<string, number>>): UsageDay => ({
  date,
  costByModel,
  byModel: {},
})

describe('usage series', () => {
  it('contain one series per model, oldest day first and largest model first', () => {
    const series = daySeries([day('2026-11-24', { a: 1, b: 4 }), day('2026-11-23', { a: 1 })], 'cost')
    expect(series).to.deep.equal({
      dates: ['2026-11-23', '2026-11-24'],
      parts: [
        { model: 'b', values: [0, 4] },
        { model: 'a', values: [1, 1] },
      ],
    })
    expect(stacked(series.parts)).to.deep.equal([
      [1, 5],
      [0, 4],
    ])
  })

  it('combine the least used models without loss', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`m${String(index)}`, index + 1]))
    const { parts } = daySeries([day('2026-11-24', many)], 'cost')
    expect([parts.length, parts.at(-1)]).to.deep.equal([8, { model: REST, values: [1 + 2 + 3 + 4 + 5] }])
    expect(parts.reduce((all, { values }) => all + (values[0] ?? 0), 0)).to.equal(78)
  })

  it('start the week on Monday', () => {
    const days = ['2026-11-24', '2026-11-23', '2026-11-22'].map((date) => day(date, {}))
    expect(thisWeek(days).map(({ date }) => date)).to.deep.equal(['2026-11-24', '2026-11-23'])
    expect(thisWeek(days.slice(2))).to.have.length(1)
    expect(thisWeek([])).to.deep.equal([])
  })
})

describe('model colours', () => {
  it('are distinct among versions that are used side by side', () => {
    const used = [
      'claude-opus-4-7',
      'claude-opus-4-8',
      'claude-opus-5',
      'claude-opus-5-5',
      'claude-sonnet-5',
      'claude-sonnet-5-5',
    ]
    for (const isDark of [true, false])
      expect(
        new Set([...used, 'gpt-5.4', 'gpt-5.5', 'gpt-6-sol', 'x', ''].map((name) => modelColour(name, isDark))).size,
      ).to.equal(11)
  })
})

describe('usage route', () => {
  it('keeps a valid period and ignores others', () => {
    expect(parseRoute('/usage', '')).to.deep.equal(USAGE)
    expect(routePath(parseRoute('/usage', '?days=90'))).to.equal('/usage?days=90')
    for (const query of ['?project=notes', '?days=7&project=notes&model=claude-opus-5']) {
      expect(routePath(parseRoute('/usage', query))).to.equal(`/usage${query}`)
    }
    expect(parseRoute('/usage', '?days=1000')).to.deep.equal(USAGE)
  })
})

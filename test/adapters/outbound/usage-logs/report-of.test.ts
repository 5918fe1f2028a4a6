import fc from 'fast-check'
import { dayIn } from '../../../../domain/shared/calendar-day.js'
import { QUARTER_MS, type UsageCell } from '../../../../domain/usage/cell.js'
import { reportOf } from '../../../../adapters/outbound/usage-logs/report-of.js'
import type { PriceTable } from '../../../../domain/usage/prices.js'
import type { PeriodUsage, ReportQuery, UsageSum } from '../../../../domain/usage/report.js'
import { aCell } from '../../../support/usage.js'
import { CLAUDE_CODE, CODEX } from '../../../support/agents.js'

const rates = { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75, cacheWrite1h: 6 }
const prices: PriceTable = [
  { model: 'claude-x', from: null, variant: 'standard', rates, beyond: null, source: 'made up' },
]
const NOW = Date.parse('2026-11-24T22:50:00Z')
const query: ReportQuery = { now: NOW, timeZone: 'UTC', days: 3, prices }
const at = (iso: string): number => Date.parse(iso)

/** Zones with odd offsets, changes of clocks by half an hour, at midnight, and to another side of the date line. */
const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'America/Havana', 'America/Santiago'],
  ...['Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Beirut', 'Africa/Casablanca', 'Africa/Cairo', 'Pacific/Chatham'],
  ...['Australia/Lord_Howe', 'Australia/Eucla', 'Pacific/Kiritimati', 'Pacific/Apia', 'Pacific/Marquesas'],
]

const cells = fc.array(
  fc
    .record({
      hours: fc.integer({ min: -24 * 4 * 70, max: 24 * 4 * 2 }),
      model: fc.constantFrom('claude-x', 'claude-x-20260101', 'gpt-5', ''),
      agent: fc.constantFrom(CLAUDE_CODE, CODEX),
      session: fc.constantFrom('', 'a', 'b', 'c'),
      directory: fc.constantFrom(null, '/home/dev/one', '/home/dev/two'),
      tokens: fc.record({
        input: fc.nat(1_000_000),
        output: fc.nat(1_000_000),
        cacheRead: fc.nat(100_000_000),
        cacheWrite5m: fc.nat(1_000_000),
        cacheWrite1h: fc.nat(1_000_000),
      }),
      messages: fc.nat(20),
      errors: fc.nat(2),
    })
    .map(({ hours, ...cell }) => aCell({ quarter: Math.floor(NOW / QUARTER_MS + hours) * QUARTER_MS, ...cell })),
  { maxLength: 40 },
)

describe('reportOf', () => {
  it('assigns an hour to the day of the zone, counts weekdays from Monday, and counts no cache reads', () => {
    const report = reportOf(
      [
        aCell({
          quarter: at('2026-11-24T22:45:00Z'),
          tokens: { input: 1, output: 2, cacheRead: 4, cacheWrite5m: 8, cacheWrite1h: 16 },
        }),
        aCell({ quarter: at('2026-11-24T18:00:00Z'), session: 'b', errors: 1 }),
      ],
      { ...query, timeZone: 'Asia/Kathmandu', days: 2 },
    )
    expect(
      report.days.map(({ date, tokens, sessions, errors }) => [date, tokens.output, sessions, errors]),
    ).to.deep.equal([
      ['2026-11-25', 2, 1, 0],
      ['2026-11-24', 0, 1, 1],
    ])
    expect(report.window.heatmap).to.deep.equal([{ weekday: 2, hour: 4, tokens: 27 }])
    expect(report.window.costUsd).to.be.closeTo((1 * 3 + 2 * 15 + 4 * 0.3 + 8 * 3.75 + 16 * 6) / 1e6, 1e-12)
  })

  it('fills gaps, leaves out future days, and covers the month to date for any number of days', () => {
    const { days, window, month, monthDays } = reportOf(
      [
        '2026-11-26T00:00:00Z',
        '2026-11-25T00:00:00Z',
        '2026-11-22T00:00:00Z',
        '2026-11-01T00:00:00Z',
        '2026-10-31T23:45:00Z',
      ].map((quarter) => aCell({ quarter: at(quarter), tokens: { ...aCell({}).tokens, input: 1 } })),
      query,
    )
    expect(days.map(({ date, tokens }) => [date, tokens.input])).to.deep.equal([
      ['2026-11-24', 0],
      ['2026-11-23', 0],
      ['2026-11-22', 1],
    ])
    expect([window.from, window.to, window.tokens.input]).to.deep.equal(['2026-11-22', '2026-11-24', 1])
    expect([month.from, month.to, month.tokens.input]).to.deep.equal(['2026-11-01', '2026-11-24', 2])
    expect([monthDays.length, monthDays[0]?.date, monthDays[23]?.tokens.input]).to.deep.equal([24, '2026-11-24', 1])
  })

  it('lists tools by the number of their calls, then by name', () => {
    const quarter = at('2026-11-24T00:00:00Z')
    const tools = [{ Write: 1, Bash: 2 }, { Read: 3 }, { Edit: 1, Write: 1 }, { Apply: 2 }]
    const { window } = reportOf(
      tools.map((calls) => aCell({ quarter, tools: calls })),
      query,
    )
    expect(window.tools.map(({ name, count }) => `${name} ${count}`)).to.deep.equal([
      ...['Read 3', 'Apply 2', 'Bash 2', 'Write 2', 'Edit 1'],
    ])
  })

  it('reports the unpriced tokens of a model and the cost of the rest', () => {
    const tokens = { input: 1_000_000, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
    const { window } = reportOf(
      [
        aCell({ model: 'claude-x', tokens }),
        aCell({ model: 'claude-x', variant: 'fast', tokens }),
        aCell({ model: 'mystery', tokens }),
      ].map((cell) => ({ ...cell, quarter: at('2026-11-24T00:00:00Z') })),
      query,
    )
    expect(window.models.map((m) => [m.model, m.costUsd, m.unpricedTokens, m.isPriced])).to.deep.equal([
      ['claude-x', 3, 1_000_000, false],
      ['mystery', 0, 1_000_000, false],
    ])
    expect(window.costUsd).to.equal(3)
  })

  it('gives each session the folder of its first message', () => {
    const { window } = reportOf(
      [
        aCell({ quarter: at('2026-11-24T02:00:00Z'), directory: '/later' }),
        aCell({ quarter: at('2026-11-24T01:00:00Z'), directory: '/z' }),
        aCell({ quarter: at('2026-11-24T01:00:00Z'), directory: '/first' }),
        aCell({ quarter: at('2026-11-24T01:00:00Z'), directory: null }),
        aCell({ quarter: at('2026-11-24T01:00:00Z'), directory: '/m' }),
      ],
      query,
    )
    expect(window.bySession.map(({ directory, firstAt, lastAt }) => [directory, firstAt, lastAt])).to.deep.equal([
      ['/first', at('2026-11-24T01:00:00Z'), at('2026-11-24T02:00:00Z')],
    ])
  })

  it('has parts that add up to the total, for any order and division of cells', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(...ZONES), fc.integer({ min: 1, max: 60 }), (all, timeZone, days) => {
        const asked = { ...query, timeZone, days }
        const report = reportOf(all, asked)
        for (const period of [report.window, report.month]) checkParts(period)
        expect(sumOf(report.days)).to.deep.equal(sumOf([report.window]))
        expect(sumOf(report.monthDays)).to.deep.equal(sumOf([report.month]))
        expect(reportOf([...all].reverse(), asked)).to.deep.equal(report)
        expect(reportOf(all.flatMap(halves), asked)).to.deep.equal(report)
      }),
      { numRuns: 60 },
    )
  })

  it('finds the same day as a calendar of the zone, over every change of clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: at('2024-01-01T00:00:00Z') / QUARTER_MS, max: at('2027-06-01T00:00:00Z') / QUARTER_MS }),
        (timeZone, n) => {
          const quarter = n * QUARTER_MS
          const { days } = reportOf([aCell({ quarter, messages: 1 })], { ...query, now: quarter, timeZone, days: 1 })
          expect(days.map(({ date, messages }) => [date, messages])).to.deep.equal([[dayIn(timeZone, quarter), 1]])
        },
      ),
      { numRuns: 300 },
    )
  })
})

const halves = (cell: UsageCell): ReadonlyArray<UsageCell> => {
  const half = (n: number): number => Math.floor(n / 2)
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = cell.tokens
  const one = {
    ...cell,
    messages: half(cell.messages),
    errors: 0,
    tokens: { input: half(input), output, cacheRead: half(cacheRead), cacheWrite5m: 0, cacheWrite1h },
  }
  const rest = {
    ...cell,
    messages: cell.messages - one.messages,
    tokens: {
      input: input - one.tokens.input,
      output: 0,
      cacheRead: cacheRead - one.tokens.cacheRead,
      cacheWrite5m,
      cacheWrite1h: 0,
    },
  }
  return [one, rest]
}

function checkParts(period: PeriodUsage): void {
  const total = sumOf([period])
  for (const parts of [period.models, period.directories, period.bySession]) expect(sumOf(parts)).to.deep.equal(total)
  const { input, output, cacheWrite5m, cacheWrite1h } = period.tokens
  const hours = period.heatmap.reduce((sum, { tokens }) => sum + tokens, 0)
  expect(hours).to.equal(input + output + cacheWrite5m + cacheWrite1h)
}

/** Dollars to the tenth digit: a token costs a whole number of these. */
function sumOf(parts: ReadonlyArray<UsageSum>): ReadonlyArray<number> {
  const sum = (of: (part: UsageSum) => number): number => parts.reduce((total, part) => total + of(part), 0)
  return [
    sum(({ tokens }) => tokens.input),
    sum(({ tokens }) => tokens.output),
    sum(({ tokens }) => tokens.cacheRead),
    sum(({ tokens }) => tokens.cacheWrite5m),
    sum(({ tokens }) => tokens.cacheWrite1h),
    sum(({ messages }) => messages),
    sum(({ errors }) => errors),
    sum(({ costUsd }) => Math.round(costUsd * 1e10)),
  ]
}

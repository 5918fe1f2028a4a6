import fc from 'fast-check'
import { windowSeconds, type LimitWindow } from '../../../domain/usage/limits.js'
import { paceAt } from '../../../domain/usage/pace.js'

const NOW_S = 1_795_559_846
const NOW = NOW_S * 1_000

const window = (usedPercentage: number | null, left: number | null, label: string | null = '5h'): LimitWindow => ({
  label,
  usedPercentage,
  resetsAt: left === null ? null : NOW_S + left,
  isLimited: false,
})

/** A window of five hours, half of which is over. */
const half = (usedPercentage: number): LimitWindow => window(usedPercentage, 9_000)

describe('the pace of a limit', () => {
  it('compares with an even rate, and estimates the time of exhaustion', () => {
    expect(paceAt(half(60), NOW)).to.deep.equal({
      stage: 'ahead',
      deltaPct: 10,
      expectedPct: 50,
      actualPct: 60,
      etaSeconds: 6_000,
      lastsToReset: false,
    })
  })

  it('names the degree of deviation', () => {
    const stages = [20, 40, 45, 48, 50, 52, 56, 62, 63].map((used) => paceAt(half(used), NOW)?.stage)
    expect(stages).to.deep.equal([
      'farBehind',
      'behind',
      'slightlyBehind',
      'onTrack',
      'onTrack',
      'onTrack',
      'slightlyAhead',
      'ahead',
      'farAhead',
    ])
  })

  it('is exhausted at once when full, and never without usage', () => {
    const [full, unused] = [paceAt(half(100), NOW), paceAt(half(0), NOW)]
    expect([full?.etaSeconds, full?.lastsToReset]).to.deep.equal([0, false])
    expect([unused?.etaSeconds, unused?.lastsToReset]).to.deep.equal([null, true])
  })

  it('is null for missing values, ended windows, future windows and too early times', () => {
    const none = [
      window(null, 9_000),
      window(50, null),
      window(50, 9_000, null),
      window(50, 9_000, '5 hours'),
      window(50, 9_000, '0h'),
      window(50, 0),
      window(50, -60),
      window(50, 18_000),
      window(50, 18_001),
      window(50, 17_999 - 500),
    ]
    expect(none.map((one) => paceAt(one, NOW))).to.deep.equal(none.map(() => null))
  })

  it('supports windows of hours and days only', () => {
    const labels = ['5h', '7d', '30d', '5m', 'h', '-1h', '1.5h', '١h', '5h ', '1000d', null]
    expect(labels.map(windowSeconds)).to.deep.equal([
      18_000,
      604_800,
      2_592_000,
      ...Array.from({ length: 8 }, () => null),
    ])
  })

  it('has valid values at any time, for any window and usage', () => {
    const windows = fc.record({
      label: fc.constantFrom('5h', '7d', '30d', '1h'),
      usedPercentage: fc.double({ min: 0, max: 100, noNaN: true }),
      resetsAt: fc.double({ min: NOW_S - 1e7, max: NOW_S + 1e7, noNaN: true }),
      isLimited: fc.boolean(),
    })
    fc.assert(
      fc.property(windows, (one) => {
        const pace = paceAt(one, NOW)
        if (pace === null) return
        const left = one.resetsAt - NOW_S
        expect(pace.expectedPct).to.be.within(3, 100)
        expect(pace.deltaPct).to.equal(pace.actualPct - pace.expectedPct)
        expect(pace.lastsToReset).to.equal(pace.etaSeconds === null)
        if (pace.etaSeconds !== null) expect(pace.etaSeconds).to.be.within(0, Math.ceil(left))
        // Usage below the even rate leaves a rest at the end.
        if (pace.deltaPct < -0.001) expect(pace.lastsToReset).to.equal(true)
        if (pace.deltaPct > 0.001) expect(pace.lastsToReset).to.equal(false)
      }),
    )
  })

  it('needs less time with more usage', () => {
    const used = fc.double({ min: 0.01, max: 100, noNaN: true })
    const etaOf = (percentage: number): number => paceAt(half(percentage), NOW)?.etaSeconds ?? Infinity
    fc.assert(
      fc.property(used, used, (one, other) => {
        expect(etaOf(Math.max(one, other))).to.be.at.most(etaOf(Math.min(one, other)))
      }),
    )
  })
})

import fc from 'fast-check'
import { countFull, peaksOf, pointsOf, type LimitPoint } from '../../../domain/usage/limit-history.js'
import { mergeAccounts, type LimitAccount } from '../../../domain/usage/limits.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'

const START = 1_795_550_400_000
const FIRST_RESET = START / 1_000 + 18_000
const MINUTE = 60_000

/** A point some minutes after the start, in the window that is reset at `r5h`. */
const at = (
  minutes: number,
  pct5h: number | null,
  resets5h: number | null = FIRST_RESET,
  account = 'a',
): LimitPoint => ({
  at: START + minutes * MINUTE,
  account,
  label: null,
  agent: CLAUDE_CODE,
  pct5h,
  pct7d: null,
  resets5h,
  resets7d: null,
})

const account = (changed: Partial<LimitAccount> = {}): LimitAccount => ({
  accountId: 'claude:abc',
  accountLabel: 'Max 5x',
  agent: CLAUDE_CODE,
  hostName: 'studio',
  capturedAt: null,
  isLimited: false,
  windows: [],
  ...changed,
})

describe('peaks of limits', () => {
  it('count windows instead of points', () => {
    const second = FIRST_RESET + 18_000
    const points = [at(0, 91), at(5, 97), at(10, 95), at(400, 20, second), at(405, 92, second), at(410, 30, second)]
    const peaks = peaksOf(points, '5h')
    expect(peaks.map(({ usedPercentage, resetsAt, at: when }) => [usedPercentage, resetsAt, when])).to.deep.equal([
      [97, FIRST_RESET, START + 5 * MINUTE],
      [92, second, START + 405 * MINUTE],
    ])
    expect(countFull(peaks)).to.equal(2)
  })

  it('separate accounts, and tolerate small differences of a reset time', () => {
    const points = [at(0, 95), at(0, 99, FIRST_RESET, 'b'), at(5, 96, FIRST_RESET + 30), at(10, 94, FIRST_RESET - 59)]
    expect(peaksOf(points, '5h').map(({ account: of, usedPercentage }) => [of, usedPercentage])).to.deep.equal([
      ['a', 96],
      ['b', 99],
    ])
  })

  it('use the time of the points without a reset time', () => {
    const points = [at(0, 10, null), at(299, 20, null), at(301, 30, null), at(305, 40)]
    expect(peaksOf(points, '5h').map(({ usedPercentage }) => usedPercentage)).to.deep.equal([20, 40])
  })

  it('are empty without measurements', () => {
    expect(peaksOf([at(0, null)], '5h')).to.deep.equal([])
    expect(peaksOf([at(0, 95)], '7d')).to.deep.equal([])
  })

  it('do not depend on the sampling, and contain the maximum', () => {
    const points = fc
      .array(fc.record({ minute: fc.nat(3_000), pct: fc.integer({ min: 0, max: 100 }) }), { minLength: 1 })
      .map((samples) =>
        samples
          .toSorted((one, other) => one.minute - other.minute)
          .map(({ minute, pct }) => at(minute, pct, FIRST_RESET + Math.floor(minute / 300) * 18_000)),
      )
    fc.assert(
      fc.property(points, (all) => {
        const peaks = peaksOf(all, '5h')
        expect(
          peaksOf(
            all.flatMap((one) => [one, one, one]),
            '5h',
          ),
        ).to.deep.equal(peaks)
        expect(peaks).to.have.length(new Set(all.map(({ resets5h }) => resets5h)).size)
        expect(Math.max(...peaks.map(({ usedPercentage }) => usedPercentage))).to.equal(
          Math.max(...all.map(({ pct5h }) => pct5h ?? 0)),
        )
      }),
    )
  })
})

describe('accounts of several sources', () => {
  const statusLine = account({ accountId: 'statusline', accountLabel: null })

  it('include status lines only without another source for the same agent', () => {
    const codex = account({ accountId: 'codex:x', agent: CODEX })
    expect(mergeAccounts([[codex], [], [statusLine]])).to.deep.equal([codex, statusLine])
    expect(mergeAccounts([[codex, account()], [], [statusLine]])).to.deep.equal([codex, account()])
  })

  it('become points of the two stored windows; accounts with neither are left out', () => {
    const windows = [
      { label: '5h', usedPercentage: 42.5, resetsAt: 1_795_570_000, isLimited: false },
      { label: '30d', usedPercentage: 1, resetsAt: null, isLimited: false },
    ]
    expect(pointsOf([account({ windows }), account({ windows: windows.slice(1) })], START)).to.deep.equal([
      {
        at: START,
        account: 'claude:abc',
        label: 'Max 5x',
        agent: 'claude-code',
        pct5h: 42.5,
        pct7d: null,
        resets5h: 1_795_570_000,
        resets7d: null,
      },
    ])
  })
})

import { relativeDate } from '../../../domain/repo/commit.js'

const NOW = 1_772_352_999_000
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000]
const before = (ms: number): string => relativeDate(NOW - ms, NOW)

describe('relativeDate', () => {
  it('uses the words of git', () => {
    // Each as `git log --date=relative` of git 2.47 says it.
    const said: ReadonlyArray<readonly [number, string]> = [
      [-SECOND, 'in the future'],
      [0, '0 seconds ago'],
      [SECOND, '1 second ago'],
      [89 * SECOND, '89 seconds ago'],
      [90 * SECOND, '2 minutes ago'],
      [89 * MINUTE, '89 minutes ago'],
      [90 * MINUTE, '2 hours ago'],
      [35 * HOUR, '35 hours ago'],
      [36 * HOUR, '2 days ago'],
      [13 * DAY, '13 days ago'],
      [14 * DAY, '2 weeks ago'],
      [69 * DAY, '10 weeks ago'],
      [70 * DAY, '2 months ago'],
      [364 * DAY, '12 months ago'],
      [365 * DAY, '1 year ago'],
      [400 * DAY, '1 year, 1 month ago'],
      [800 * DAY, '2 years, 2 months ago'],
      [5 * 365 * DAY, '5 years ago'],
    ]
    expect(said.map(([ms]) => before(ms))).to.deep.equal(said.map(([, words]) => words))
  })
})

import * as E from 'fp-ts/lib/Either.js'
import { nextOfRule } from '../../../../adapters/outbound/croner/recurrence.croner.js'

/** The next times of a rule, as ISO without milliseconds. */
function times(rule: string, after: string, count = 3, timeZone = 'Europe/Berlin'): ReadonlyArray<string> {
  const found: string[] = []
  for (let at = Date.parse(after); found.length < count;) {
    const next = nextOfRule(rule, timeZone, at)
    if (E.isLeft(next) || next.right === null) break
    at = next.right
    found.push(new Date(at).toISOString().slice(0, 16))
  }
  return found
}

describe('times of a recurring rule', () => {
  it('are those of the clock in the time zone, also after it was set', () => {
    expect(times('0 9 * * 1-5', '2026-10-22T12:00Z', 4)).to.deep.equal([
      '2026-10-23T07:00',
      '2026-10-26T08:00',
      '2026-10-27T08:00',
      '2026-10-28T08:00',
    ])
    expect(times('0 9 * * *', '2026-03-28T12:00Z', 2, 'America/New_York')).to.deep.equal([
      '2026-03-28T13:00',
      '2026-03-29T13:00',
    ])
  })

  it('include a skipped time right after it, and a repeated time once', () => {
    expect(times('30 2 * * *', '2026-03-28T12:00Z', 2)).to.deep.equal(['2026-03-29T01:00', '2026-03-30T00:30'])
    expect(times('30 2 * * *', '2026-10-24T12:00Z', 2)).to.deep.equal(['2026-10-25T00:30', '2026-10-26T01:30'])
    expect(times('0 * * * *', '2026-10-24T23:10Z', 4)).to.deep.equal([
      ...['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00', '2026-10-25T03:00'],
    ])
  })

  it('are empty for a day that does not exist', () => {
    expect(nextOfRule('0 0 30 2 *', 'UTC', 0)).to.deep.equal(E.right(null))
  })

  for (const rule of [
    ...['', '* * * *', '* * * * * *', '61 * * * *', '*/0 * * * *', '5-1 * * * *', 'a b c d e', '@daily'],
    ...['2026-01-01T00:00:00Z', '0 9 * * 1-5\n', '\u0000 * * * *', '*'.repeat(100_000), `${'1,'.repeat(300)}1 * * * *`],
  ])
    it(`refuse ${JSON.stringify(rule.slice(0, 30))} as a rule`, () => {
      expect(nextOfRule(rule, 'UTC', 0)).to.deep.equal(E.left({ _tag: 'InvalidSchedule', reason: 'rule' }))
    })

  it('refuse an unknown time zone', () => {
    for (const zone of ['', 'Mars/Olympus', 'x'.repeat(10_000)])
      expect(nextOfRule('* * * * *', zone, 0)).to.deep.equal(E.left({ _tag: 'InvalidSchedule', reason: 'zone' }))
  })
})

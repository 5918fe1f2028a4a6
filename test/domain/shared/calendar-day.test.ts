import { dayIn } from '../../../domain/shared/calendar-day.js'

describe('dayIn', () => {
  it('returns the local date of a zone', () => {
    const at = Date.UTC(2026, 0, 31, 23, 30)
    expect(['UTC', 'Europe/Berlin', 'America/New_York'].map((zone) => dayIn(zone, at))).to.deep.equal([
      '2026-01-31',
      '2026-02-01',
      '2026-01-31',
    ])
  })
})

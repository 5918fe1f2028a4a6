import { timeIn } from '../../../infrastructure/codec/iso-text.js'

describe('a time in a text', () => {
  it('is a day of the calendar', () => {
    expect(timeIn('2028-02-29T10:00:00Z')).to.equal(Date.UTC(2028, 1, 29, 10))
    for (const text of [
      '2027-02-29T10:00:00Z',
      '2026-02-30',
      '2026-06-31T23:59:59+02:00',
      '2026-13-01',
      'tomorrow',
      '',
    ])
      expect(timeIn(text), text).to.be.NaN
  })
})

import { isoDate, subjectOf } from '../../../domain/repo/commit.js'

describe('a commit', () => {
  const subjects: ReadonlyArray<readonly [string, string]> = [
    ['', ''],
    ['\n \n\t\n', ''],
    ['One', 'One'],
    ['\n\nOne \r\n  two\t\n \nBody\n', 'One   two'],
    ['One\n\n\nTwo\n', 'One'],
  ]
  for (const [message, subject] of subjects)
    it(`with the message ${JSON.stringify(message)} has the subject ${JSON.stringify(subject)}`, () => {
      expect(subjectOf(message)).to.equal(subject)
    })

  const dates: ReadonlyArray<readonly [number, number, string]> = [
    [0, 0, '1970-01-01T00:00:00+00:00'],
    [1_772_348_400, 60, '2026-03-01T08:00:00+01:00'],
    [1_772_348_400, -210, '2026-03-01T03:30:00-03:30'],
    [NaN, NaN, '1970-01-01T00:00:00+00:00'],
    [9e15, 0, '+275760-09-13T00:00:00+00:00'],
    [-1, 10_000, '1969-12-31T23:59:59+00:00'],
  ]
  for (const [seconds, offset, text] of dates)
    it(`of ${seconds} at ${offset} minutes was written ${text}`, () => {
      expect(isoDate(seconds, offset)).to.equal(text)
    })
})

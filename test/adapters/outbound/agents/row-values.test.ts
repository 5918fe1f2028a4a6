import fc from 'fast-check'
import { countOf, momentOf, readCount, recordOf, textOf } from '../../../../adapters/outbound/agents/row-values.js'
import { naiveCount, oddToken, type OddToken } from '../../../support/odd-numbers.js'

const MOST_TOKENS = 1_000_000_000
const LARGEST_SUM = 1_000_000_000_000_000

describe('a count of tokens', () => {
  it('equals the value of the same JSON, for any notation of the number', () => {
    fc.assert(
      fc.property(oddToken, ({ json }: OddToken) => {
        expect(countOf(JSON.parse(json)), json).to.equal(naiveCount(json, MOST_TOKENS))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is a whole number from 0 to a thousand million for any value', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (raw) => {
        const count = countOf(raw)
        expect(Number.isSafeInteger(count) && count >= 0 && count <= MOST_TOKENS && !Object.is(count, -0)).to.equal(
          true,
        )
      }),
    )
  })

  it('keeps its bounds', () => {
    const read = [0, 1, MOST_TOKENS, MOST_TOKENS + 1, -1, 1.9, 0.9, NaN, Infinity, -Infinity].map(countOf)
    expect(read).to.deep.equal([0, 1, MOST_TOKENS, 0, 0, 1, 0, 0, 0, 0])
    const quoted = ['7', '007', '1000000000', '1000000001', '123456789012345', '1234567890123456', '1.5', '-1']
    expect(quoted.map(countOf)).to.deep.equal([7, 7, MOST_TOKENS, 0, 0, 0, 0, 0])
    expect(['', ' 7', '7 ', '7\n', '1e3', '0x10', '٣', 'NaN', '+1'].map(countOf)).to.deep.equal(Array(9).fill(0))
    expect([null, undefined, true, [], [7], {}, { valueOf: () => 7 }, 7n].map(countOf)).to.deep.equal(Array(8).fill(0))
  })
})

describe('a running sum', () => {
  it('may be larger than a count, and is null where there is none', () => {
    const sumsOf = (values: ReadonlyArray<unknown>) => values.map((raw) => readCount(raw, LARGEST_SUM))
    expect(sumsOf([MOST_TOKENS + 1.5, LARGEST_SUM, LARGEST_SUM + 1, 0, 0.5, -5, NaN, Infinity])).to.deep.equal([
      ...[MOST_TOKENS + 1, LARGEST_SUM, null, 0, 0, null, null, null],
    ])
    expect(sumsOf(['7', '123456789012345', 'no', null, undefined])).to.deep.equal([
      ...[7, 123_456_789_012_345, null, null, null],
    ])
    expect(Object.is(readCount(-0, LARGEST_SUM), 0)).to.equal(true)
  })
})

describe('a time', () => {
  it('is read in the forms that programs write', () => {
    const noon = Date.UTC(2026, 10, 24, 12, 30, 15)
    const forms = {
      '2026-11-24T12:30:15.000Z': noon,
      '2026-11-24T12:30:15.250Z': noon + 250,
      '2026-11-24T12:30:15Z': noon,
      '2026-11-24T12:30:15z': noon,
      '2026-11-24T12:30Z': noon - 15_000,
      '2026-11-24 12:30:15Z': noon,
      '2026-11-24T12:30:15.123456789Z': noon + 123,
      '2026-11-24T12:30:15,5Z': noon + 500,
      '2026-11-24T12:30:15': noon,
      '2026-11-24 12:30': noon - 15_000,
      '2026-11-24T13:30:15+01:00': noon,
      '2026-11-24T11:30:15-0100': noon,
    }
    for (const [text, at] of Object.entries(forms)) expect(momentOf(text), text).to.equal(at)
  })

  it('without a zone is in UTC, whatever the zone of this machine', () => {
    const { TZ } = process.env
    process.env['TZ'] = 'Asia/Tokyo'
    try {
      expect(new Date(0).getTimezoneOffset()).to.equal(-540)
      expect(momentOf('2026-11-24T12:30:15')).to.equal(Date.UTC(2026, 10, 24, 12, 30, 15))
    } finally {
      if (TZ === undefined) delete process.env['TZ']
      else process.env['TZ'] = TZ
    }
  })

  it('is null for everything else, before 1970 and after 9999', () => {
    for (const raw of [
      ...['', 'now', '2026-11-24', '2026-11-24T', '24.11.2026 12:30', '2026-13-01T00:00:00.000Z', '2026-11-24T25:00Z'],
      ...['x2026-11-24T12:30:15.000Z', '2026-11-24T12:30:15.000Zx', '2026-11-24T12:30:15.1234567890Z'],
      ...['2026-11-24T12:30:15.Z', '2026-11-24T12:30:15+1', '26-11-24T12:30:15Z', '+275760-01-01T00:00:00.000Z'],
      ...['1969-12-31T23:59:59.999Z', '9999-12-31T23:59:59-01:00', '2026-11-24T12:30:15Z\n'],
      ...[null, undefined, 1_795_000_000_000, new Date(0), {}],
    ])
      expect(momentOf(raw), JSON.stringify(raw)).to.equal(null)
    expect(momentOf('1970-01-01T00:00:00.000Z')).to.equal(0)
    expect(momentOf('9999-12-31T23:59:59.999Z')).to.equal(253_402_300_799_999)
    expect(momentOf('9999-12-31T23:59:59Z')).to.equal(253_402_300_799_000)
  })

  it('is restored from every ISO text of its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (at) => {
        expect(momentOf(new Date(at).toISOString())).to.equal(at)
      }),
    )
  })
})

describe('a text and a record', () => {
  it('are cut, and empty or null for other values', () => {
    expect(['a', '', 'x'.repeat(5_000), 1, null, undefined, {}].map(textOf)).to.deep.equal([
      'a',
      null,
      'x'.repeat(4_096),
      null,
      null,
      null,
      null,
    ])
    const record = { a: 1 }
    expect(recordOf(record)).to.equal(record)
    expect([null, undefined, 'text', 1, true].map((raw) => recordOf(raw))).to.deep.equal(Array(5).fill({}))
  })
})

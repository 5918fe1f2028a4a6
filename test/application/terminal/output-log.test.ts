import fc from 'fast-check'
import { makeOutputLog } from '../../../application/terminal/output-log.js'

const LIMIT = 40_000

describe('output log', () => {
  it('returns the bytes from each position that it keeps, and null for every other', () => {
    const operations = fc.oneof(
      { weight: 9, arbitrary: fc.nat(30_000).map((bytes) => ({ bytes })) },
      { weight: 1, arbitrary: fc.nat(30_000).map((skipped) => ({ skipped })) },
    )
    fc.assert(
      fc.property(
        fc.array(operations, { maxLength: 12 }),
        fc.array(fc.nat(150_000), { maxLength: 5 }),
        (all, asked) => {
          const log = makeOutputLog(LIMIT)
          let whole = Buffer.alloc(0)
          let base = 0
          for (const operation of all) {
            const length = 'skipped' in operation ? operation.skipped : operation.bytes
            const chunk = Buffer.from(Array.from({ length }, (_, index) => (whole.byteLength + index * 7) % 251))
            whole = Buffer.concat([whole, chunk])
            if ('skipped' in operation) {
              log.skip(length)
              base = whole.byteLength
            } else {
              log.add(chunk)
              base = Math.max(base, whole.byteLength - LIMIT)
            }
          }
          expect(log.end()).to.equal(whole.byteLength)
          for (const position of [...asked, base, base - 1, whole.byteLength, whole.byteLength + 1]) {
            const kept = log.from(position)
            if (position < base || position > whole.byteLength) expect(kept).to.equal(null)
            else expect(whole.subarray(position).equals(Buffer.from(kept ?? []))).to.equal(true)
          }
        },
      ),
    )
  })
})

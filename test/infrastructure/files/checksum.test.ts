import fc from 'fast-check'
import { checksumOf, piecesWithChecksum, withChecksum } from '../../../infrastructure/files/checksum.js'
import { strictText } from '../../../infrastructure/text/utf8.js'

const PLAIN = `${JSON.stringify({ version: 1, name: 'größe' }, null, 2)}\n`
const CHECKED = Buffer.from(withChecksum(PLAIN))

const verdictOn = (bytes: Uint8Array): string => {
  try {
    return checksumOf(strictText(bytes))
  } catch {
    return 'no UTF-8'
  }
}

const flipped = (bits: ReadonlyArray<number>): Buffer => {
  const bytes = Buffer.from(CHECKED)
  for (const bit of bits) bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  return bytes
}

describe('the checksum of a file', () => {
  it('matches what was written, which stays the same JSON', () => {
    expect([checksumOf(CHECKED.toString()), checksumOf(PLAIN), checksumOf('')]).to.deep.equal(['right', 'none', 'none'])
    expect(JSON.parse(CHECKED.toString())).to.deep.include(JSON.parse(PLAIN) as object)
  })

  it('is the same for a text in pieces, and stands before them', async () => {
    const pieces = ['{\n  "version": 1,', '\n  "name": "größe"', '\n}\n']
    const checked = await piecesWithChecksum(pieces)
    expect([checked.join(''), checked.length]).to.deep.equal([withChecksum(pieces.join('')), 4])
    expect(checked.slice(1)).to.deep.equal(['  "version": 1,', ...pieces.slice(1)])
    expect(checksumOf(checked.join(''))).to.equal('right')
  })

  it('does not match after one flipped bit, whichever it is', () => {
    const found = Array.from({ length: CHECKED.length * 8 }, (_, bit) => verdictOn(flipped([bit])))
    expect(new Set(found)).to.deep.equal(new Set(['wrong', 'no UTF-8']))
  })

  it('does not match after several flipped bits, wherever they are', () => {
    const bits = fc.uniqueArray(fc.nat(CHECKED.length * 8 - 1), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(bits, (positions) => {
        expect(verdictOn(flipped(positions))).to.be.oneOf(['wrong', 'no UTF-8'])
      }),
      { numRuns: 2_000 },
    )
  })

  it('does not match a text that was cut short', () => {
    const found = Array.from({ length: CHECKED.toString().length - 23 }, (_, at) =>
      checksumOf(CHECKED.toString().slice(0, 23 + at)),
    )
    expect(new Set(found)).to.deep.equal(new Set(['wrong']))
  })
})

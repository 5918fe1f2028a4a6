import fc from 'fast-check'
import { losslessBytes, losslessText } from '../../../infrastructure/text/utf8.js'

describe('lossless text', () => {
  it('is text as it is, with its byte order mark', () => {
    for (const text of ['', 'größe ☕ 😀', '\uFEFFa', '\u0000']) expect(losslessText(Buffer.from(text))).to.equal(text)
  })

  it('gives back every byte of anything', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.array(fc.constantFrom(0x41, 0x0a, 0xc3, 0xa4, 0xe2, 0x98, 0x95, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xb2, 0xff)),
    )
    fc.assert(
      fc.property(bytes, (values) => {
        const given = Buffer.from(values)
        expect(losslessBytes(losslessText(given))).to.deep.equal(given)
      }),
    )
  })
})

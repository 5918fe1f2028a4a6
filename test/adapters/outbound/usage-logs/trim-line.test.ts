import fc from 'fast-check'
import { trimLine } from '../../../../adapters/outbound/usage-logs/trim-line.js'

const trimmed = (text: string, pieces: ReadonlyArray<number> = []): unknown => {
  const own = trimLine()
  const bytes = Buffer.from(text)
  let from = 0
  for (const length of [...pieces, bytes.length]) {
    own.take(bytes.subarray(from, from + length))
    from = Math.min(bytes.length, from + length)
  }
  const line = own.line()
  return line === null ? null : JSON.parse(line.toString('utf8'))
}

describe('trimLine', () => {
  it('leaves short texts as they are, and of long ones the beginning, wherever the pieces end', () => {
    const part = fc.constantFrom('a', '"', '\\', '\n', 'ö', '\u0001', '{', ':')
    const text = fc.tuple(part, fc.nat(9_000), part).map(([one, times, other]) => one.repeat(times) + other)
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.array(fc.nat(20_000)), (texts, pieces) => {
        const found = trimmed(JSON.stringify({ texts, end: 1 }), pieces) as { texts: string[]; end: number }
        expect(found.end).to.equal(1)
        for (const [at, kept] of found.texts.entries()) {
          const whole = texts[at] ?? ''
          if (Buffer.byteLength(JSON.stringify(whole)) < 8_000) expect(kept).to.equal(whole)
          else expect(whole.startsWith(kept.replace(/\ufffd$/, ''))).to.equal(true)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('gives up on what is long without long texts', () => {
    expect(trimmed(JSON.stringify(Array.from({ length: 900_000 }, (_, number) => number)))).to.equal(null)
  })
})

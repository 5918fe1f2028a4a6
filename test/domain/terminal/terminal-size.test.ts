import fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import { terminalSize } from '../../../domain/terminal/terminal-size.js'

describe('terminal size', () => {
  it('clamps every pair of integers to 2–500 × 2–300', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (columns, rows) => {
        const size = terminalSize(columns, rows)
        if (O.isNone(size)) throw new Error('no size')
        expect(size.value.columns).to.be.within(2, 500)
        expect(size.value.rows).to.be.within(2, 300)
        if (columns >= 2 && columns <= 500) expect(size.value.columns).to.equal(columns)
        if (rows >= 2 && rows <= 300) expect(size.value.rows).to.equal(rows)
      }),
    )
  })

  it('refuses everything but finite integers', () => {
    for (const odd of [NaN, Infinity, -Infinity, 1.5, '80', null, undefined, [80], {}, true]) {
      expect([terminalSize(odd, 24), terminalSize(80, odd)]).to.deep.equal([O.none, O.none])
    }
  })
})

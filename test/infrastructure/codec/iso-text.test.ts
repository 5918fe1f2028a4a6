import fc from 'fast-check'
import { isoText } from '../../../infrastructure/codec/iso-text.js'

describe('the ISO text of an instant', () => {
  it('is that of Date for every instant', () => {
    const MAX_MS = 8.64e15
    const instants = fc.oneof(
      fc.integer({ min: -MAX_MS + 1, max: MAX_MS }),
      fc.double({ min: -1e12, max: 4e12, noNaN: true }),
    )
    const edges: ReadonlyArray<[number]> = [[0], [-1], [-86_400_001], [MAX_MS], [951_782_399_999]]
    fc.assert(
      fc.property(instants, (at) => {
        expect(isoText(at)).to.equal(new Date(at).toISOString())
      }),
      { examples: edges.map(([at]) => [at]) },
    )
  })

  it('throws for what is no instant', () => {
    for (const at of [Number.NaN, Infinity, 9e15]) expect(() => isoText(at)).to.throw(RangeError)
  })
})

import fc from 'fast-check'
import { gridOf, MAX_TERMINALS, type Layout } from '../../../../adapters/inbound/web/src/app/routing/layout.js'
import {
  bordersOf,
  equalSizes,
  MIN_SIZE,
  parseSizes,
  placeOfBorder,
  sizesQuery,
  withBorderAt,
  type LayoutSizes,
} from '../../../../adapters/inbound/web/src/app/routing/layout-sizes.js'

const LAYOUT: Layout = [['a', 'b'], ['c']]
const read = (query: string): LayoutSizes | null => parseSizes(new URLSearchParams(query), LAYOUT)

describe('the sizes of terminals', () => {
  it('are read from an address, and unusable ones are left out', () => {
    expect(read('sizes=60.70.30_40.100')).to.deep.equal({ widths: [60, 40], heights: [[70, 30], [100]] })
    for (const sizes of [
      '',
      '60_40',
      '60.50.50',
      '60.50.60_40.100',
      '95.50.50_5.100',
      '60.5e1x.50_40.100',
      '60.50.50_40.100_0',
    ])
      expect(read(`sizes=${sizes}`), sizes).to.equal(null)
  })

  it('move one border, and keep the other parts and the smallest size', () => {
    const equal = equalSizes([['a'], ['b'], ['c', 'd']])
    expect(equal.widths).to.deep.equal([34, 33, 33])
    expect(withBorderAt(equal, { column: 0 }, 20).widths).to.deep.equal([20, 47, 33])
    expect(withBorderAt(equal, { column: 1 }, 200).widths).to.deep.equal([34, 56, 10])
    expect(withBorderAt(equal, { column: 2, row: 0 }, -5).heights).to.deep.equal([[100], [100], [10, 90]])
  })

  it('survive round trips through the address after any moves', () => {
    const moves = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: -20, max: 120 })), { maxLength: 20 })
    fc.assert(
      fc.property(fc.integer({ min: 2, max: MAX_TERMINALS }), moves, (count, places) => {
        const layout = gridOf(Array.from({ length: count }, (_, at) => String(at)))
        const borders = bordersOf(layout)
        const sizes = places.reduce((before, [at, place]) => {
          const border = borders[at % borders.length]
          if (border === undefined) return before
          const moved = withBorderAt(before, border, place)
          expect(placeOfBorder(moved, border)).to.be.within(MIN_SIZE, 100 - MIN_SIZE)
          return moved
        }, equalSizes(layout))
        expect(parseSizes(new URLSearchParams(sizesQuery(sizes)), layout)).to.deep.equal(sizes)
      }),
    )
  })
})

import fc from 'fast-check'
import {
  gridOf,
  layoutQuery,
  MAX_TERMINALS,
  parseLayout,
  placed,
  renamedIn,
  without,
  type Layout,
  type Side,
} from '../../../../adapters/inbound/web/src/app/routing/layout.js'
import { equalSizes, sharesOf } from '../../../../adapters/inbound/web/src/app/routing/layout-sizes.js'

const read = (query: string): Layout | null => parseLayout(new URLSearchParams(query))

describe('the layout of terminals', () => {
  it('is read from an address, and an unusable one is left out', () => {
    expect(read('column=a&below=b&column=c')).to.deep.equal([['a', 'b'], ['c']])
    const ten = Array.from({ length: MAX_TERMINALS + 1 }, (_, at) => `column=${String(at)}`).join('&')
    for (const query of ['', 'column=a', 'below=a&column=b', 'column=a&below=a', 'column=a&below=', ten])
      expect(read(query), query).to.equal(null)
  })

  it('survives a round trip through the address with any names', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.isWellFormed())
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: MAX_TERMINALS }), (names) => {
        const layout = gridOf(names)
        expect(read(layoutQuery(layout))).to.deep.equal(layout)
        expect(layout.flat()).to.have.members([...names])
      }),
    )
  })

  it('gets a session at each side of another one, and moves one that is shown', () => {
    const layout = [['a', 'b'], ['c']]
    const at = (side: Side, session = 'd', target = 'b'): Layout => placed(layout, session, side, target)
    expect(at('left')).to.deep.equal([['d'], ['a', 'b'], ['c']])
    expect(at('right')).to.deep.equal([['a', 'b'], ['d'], ['c']])
    expect(at('top')).to.deep.equal([['a', 'd', 'b'], ['c']])
    expect(at('bottom')).to.deep.equal([['a', 'b', 'd'], ['c']])
    expect(at('center')).to.deep.equal([['a', 'd'], ['c']])
    expect(at('bottom', 'a', 'c')).to.deep.equal([['b'], ['c', 'a']])
    expect(at('right', 'b', 'b')).to.equal(layout)
  })

  it('keeps its form through renames, and fills the page after a session has left', () => {
    expect(renamedIn([['a', 'b'], ['c']], 'b', 'x')).to.deep.equal([['a', 'x'], ['c']])
    expect(without([['a'], ['b', 'c']], 'a')).to.deep.equal([['b', 'c']])
    for (let count = 2; count <= MAX_TERMINALS; count += 1) {
      const layout = gridOf(Array.from({ length: count }, (_, at) => String(at)))
      const area = sharesOf(layout, equalSizes(layout)).reduce((sum, { width, height }) => sum + width * height, 0)
      expect(area).to.equal(10_000)
      expect(Math.max(...layout.map(({ length }) => length))).to.be.at.most(3)
    }
  })
})

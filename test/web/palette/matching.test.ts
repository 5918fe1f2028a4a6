import { matching, type PaletteItem } from '../../../adapters/inbound/web/src/palette/palette-item.js'

const item = (label: string, note = '', foundFor?: string): PaletteItem => ({
  ...{ id: label, label, note, icon: null, need: null, shortcut: null },
  run: () => undefined,
  ...(foundFor === undefined ? {} : { foundFor }),
})
const find = (query: string, ...items: ReadonlyArray<PaletteItem>): ReadonlyArray<string> =>
  matching(query, items).map(({ label }) => label)

describe('items of the palette', () => {
  it('keep their order for an empty query', () => {
    expect(find('  ', item('b'), item('a'))).to.deep.equal(['b', 'a'])
  })

  it('match by label and note', () => {
    expect(find('shop', item('parser'), item('docs', 'web-shop'), item('shop'))).to.deep.equal(['shop', 'docs'])
  })

  it('keep every result of the hub for the query, whether or not the row contains it', () => {
    const found = item('Untitled conversation', '… the coupon was applied twice', 'twice coupon')
    expect(find('twice coupon', found, item('parser'))).to.deep.equal(['Untitled conversation'])
    expect(find(' twice coupon ', found)).to.deep.equal(['Untitled conversation'])
  })

  it('filter results of the hub for an earlier query', () => {
    const found = item('Untitled conversation', 'coupon', 'cou')
    expect(find('coupons', found)).to.deep.equal([])
    expect(find('coupon', found)).to.deep.equal(['Untitled conversation'])
  })

  it('rank results of the hub below texts with the query and above scattered letters', () => {
    expect(find('cart', item('c-a-r-t'), item('of the hub', '', 'cart'), item('my cart'))).to.deep.equal([
      'my cart',
      'of the hub',
      'c-a-r-t',
    ])
  })
})

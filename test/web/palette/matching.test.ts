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
    expect(find('cart', item('clear the art'), item('of the hub', '', 'cart'), item('my cart'))).to.deep.equal([
      'my cart',
      'of the hub',
      'clear the art',
    ])
  })

  it('leave out what has the letters in more than two words', () => {
    expect(find('cart', item('c-a-r-t'), item('create a rule today'), item('card list'))).to.deep.equal([])
    expect(find('nwse', item('New session'))).to.deep.equal(['New session'])
  })

  it('match by each word in any order, and by words that the row does not show', () => {
    const kill = { ...item('Kill · web-shop'), also: 'end stop' }
    expect(find('web kill', kill)).to.deep.equal(['Kill · web-shop'])
    expect(find('stop web', kill, item('web'))).to.deep.equal(['Kill · web-shop'])
    expect(find('stop parser', kill)).to.deep.equal([])
    const remove = { ...item('Delete · receipt'), also: 'remove' }
    expect(find('receipt move', remove, item('Move on · receipt'))).to.deep.equal(['Move on · receipt'])
    expect(find('receipt remove', remove)).to.deep.equal(['Delete · receipt'])
  })

  it('rank what waits for an answer first', () => {
    const waiting = { ...item('Allow · shop: Bash npm test'), isFirst: true }
    expect(find('allow', item('Allow'), waiting)).to.deep.equal(['Allow · shop: Bash npm test', 'Allow'])
  })
})

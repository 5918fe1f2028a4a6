import { railGroupsOf, readOrder, withPlaced } from '../../../adapters/inbound/web/src/session/rail-groups.js'
import { aSession } from '../sessions.js'

describe('order of the rail', () => {
  const shop = { id: 'p1', name: 'web-shop' }
  const api = { id: 'p2', name: 'api' }
  const list = [
    aSession({ id: '1', name: 'alone' }),
    aSession({ id: '2', name: 'idle', project: shop, activity: 'idle' }),
    aSession({ id: '3', name: 'asks', project: shop, activity: 'waiting' }),
    aSession({ id: '4', name: 'pinned', project: shop, pinned: true }),
    aSession({ id: '5', name: 'only', project: api }),
  ]
  const shown = (order: ReadonlyArray<string>): ReadonlyArray<readonly [string, ReadonlyArray<string>]> =>
    railGroupsOf(list, order).map(({ name, sessions }) => [name, sessions.map((session) => session.name)])

  it('groups by project, those without one at the end, pinned first and then by state', () => {
    expect(shown([])).to.deep.equal([
      ['api', ['only']],
      ['web-shop', ['pinned', 'asks', 'idle']],
      ['', ['alone']],
    ])
  })

  it('keeps an order by hand within its group, behind sessions that came later', () => {
    expect(shown(['2', '4'])[1]).to.deep.equal(['web-shop', ['asks', 'idle', 'pinned']])
  })

  it('puts an id at an edge of another one', () => {
    expect(withPlaced(['a', 'b', 'c'], 'c', 'a', 'top')).to.deep.equal(['c', 'a', 'b'])
    expect(withPlaced(['a', 'b', 'c'], 'a', 'b', 'bottom')).to.deep.equal(['b', 'a', 'c'])
    expect(withPlaced(['a', 'b', 'c'], 'a', 'c', 'bottom')).to.deep.equal(['b', 'c', 'a'])
  })

  it('is empty where the stored one cannot be read', () => {
    expect(readOrder('["a",1,"b"]')).to.deep.equal(['a', 'b'])
    for (const stored of ['', '{}', '["a"', 'null']) expect(readOrder(stored), stored).to.deep.equal([])
  })
})

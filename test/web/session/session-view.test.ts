import { nextView, nextViews, type SessionView } from '../../../adapters/inbound/web/src/session/session-view.js'

describe('the view of a session', () => {
  const keysOf = (...shown: ReadonlyArray<readonly [name: string, id: string | null]>): ReadonlyArray<number> => {
    let view: SessionView | null = null
    return shown.map(([name, id]) => (view = nextView(view, name, id)).key)
  }

  it('stays when the list is loaded, when the session is renamed, and when it leaves the list', () => {
    expect(keysOf(['a', null], ['a', '1'], ['b', '1'], ['b', null], ['b', '1'])).to.deep.equal([0, 0, 0, 0, 0])
  })

  it('stays when the list has the new name before the address', () => {
    expect(keysOf(['a', '1'], ['a', null], ['b', '1'])).to.deep.equal([0, 0, 0])
  })

  it('is another one for another session, also with the same name', () => {
    expect(keysOf(['a', '1'], ['b', '2'], ['b', '3'], ['c', null])).to.deep.equal([0, 1, 2, 3])
  })

  it('stays while others are shown before it, and is another one for each session', () => {
    const ids = new Map([
      ['a', '1'],
      ['b', '2'],
      ['x', '1'],
    ])
    let views: ReadonlyArray<SessionView> = []
    const keys = (...names: ReadonlyArray<string>): ReadonlyArray<number> => {
      views = nextViews(views, names, (name) => ids.get(name) ?? null)
      return views.map(({ key }) => key)
    }
    expect(keys('a')).to.deep.equal([0])
    expect(keys('c', 'a', 'b')).to.deep.equal([1, 0, 2])
    expect(keys('b', 'x')).to.deep.equal([2, 0])
  })
})

import fc from 'fast-check'
import { parseRoute, routePath, type Route } from '../../../../adapters/inbound/web/src/app/routing/route.js'

const read = (address: string): Route => {
  const { pathname, search } = new URL(address, 'http://hub')
  return parseRoute(pathname, search)
}

describe('routes', () => {
  it('are parsed from their addresses', () => {
    expect(read('/')).to.deep.equal({ page: 'overview', dialog: null, filter: '' })
    expect(read('/new')).to.deep.equal({ page: 'overview', dialog: 'new', filter: '' })
    expect(read('/new?folder=%2Fa%20b')).to.deep.equal({
      page: 'overview',
      dialog: 'new',
      filter: '',
      folder: '/a b',
    })
    expect(read('/?q=a%20b')).to.deep.equal({ page: 'overview', dialog: null, filter: 'a b' })
    expect(read('/projects?q=x')).to.deep.equal({ page: 'projects', dialog: null, filter: 'x' })
    expect(read('/projects/new')).to.deep.equal({ page: 'projects', dialog: 'new', filter: '' })
    expect(read('/p/new')).to.deep.equal({ page: 'project', id: 'new', tab: 'plan', path: '' })
    expect(read('/p/a%2Fb/files?path=src%2Fa.ts')).to.deep.equal({
      page: 'project',
      id: 'a/b',
      tab: 'files',
      path: 'src/a.ts',
    })
    expect(read('/p/a/sessions')).to.deep.equal({ page: 'project', id: 'a', tab: 'sessions', path: '' })
    expect(read('/p/a/plan').page).to.equal('unknown')
    expect(read('/p/a%2Fb/board/c/review?q=x')).to.deep.equal({
      page: 'board',
      project: 'a/b',
      filter: 'x',
      card: 'c',
      view: 'review',
      isInProject: true,
    })
    expect(read('/p/a/elsewhere')).to.deep.equal({ page: 'unknown', path: '/p/a/elsewhere' })
    expect(read('/share?title=A&text=&url=https%3A%2F%2Fb.example')).to.deep.equal({
      page: 'share',
      text: 'A\nhttps://b.example',
    })
    expect(read('/settings')).to.deep.equal({ page: 'settings' })
    expect(read('/settings/devices')).to.deep.equal({ page: 'settings', part: 'devices' })
    expect(read('/settings/none').page).to.equal('unknown')
    expect(read('/s/cc-shop')).to.deep.equal({ page: 'terminal', session: 'cc-shop' })
    expect(read('/elsewhere')).to.deep.equal({ page: 'unknown', path: '/elsewhere' })
    expect(parseRoute('/s/%E0%A4%A', '')).to.deep.equal({ page: 'unknown', path: '/s/%E0%A4%A' })
  })

  it('include the view beside a terminal and reject unknown ones', () => {
    const session = 'cc-shop'
    expect(read('/s/cc-shop/changes')).to.deep.equal({ page: 'terminal', session, beside: { view: 'changes' } })
    expect(read('/s/cc-shop/commit/abcd12')).to.deep.equal({
      page: 'terminal',
      session,
      beside: { view: 'commit', sha: 'abcd12' },
    })
    expect(read('/s/cc-shop/file?path=a%2Fb.ts&line=3')).to.deep.equal({
      page: 'terminal',
      session,
      beside: { view: 'file', path: 'a/b.ts', line: 3 },
    })
    for (const address of ['/s/cc-shop/else', '/s/cc-shop/commit/XYZ', '/s/cc-shop/file', '/s/cc-shop/file?path='])
      expect(read(address).page).to.equal('unknown')
    expect(read('/s/cc-shop/file?path=a&line=-1')).to.deep.equal({
      page: 'terminal',
      session,
      beside: { view: 'file', path: 'a', line: null },
    })
  })

  it('include the time that a time line begins at, and leave out an invalid one', () => {
    const route: Route = { page: 'terminal', session: 'cc-a', beside: { view: 'timeline', at: 1_772_352_930_123 } }
    expect(read(routePath(route))).to.deep.equal(route)
    for (const at of ['', 'x', '-1', '0', '1e99', '1.5', '9999999999999999'])
      expect(read(`/s/cc-a/timeline?at=${at}`)).to.deep.equal({ ...route, beside: { view: 'timeline' } })
    const recording: Route = { ...route, beside: { view: 'recording', at: 5 } }
    expect([routePath(recording), read('/s/cc-a/recording?at=5')]).to.deep.equal(['/s/cc-a/recording?at=5', recording])
    expect(read('/s/cc-a/recording?at=x')).to.deep.equal({ ...route, beside: { view: 'recording' } })
  })

  it('include the terminals beside a terminal, and leave out a layout without it', () => {
    const layout = [['cc-shop'], ['cc-a', 'cc-b']]
    const route: Route = { page: 'terminal', session: 'cc-a', beside: { view: 'file', path: 'a b', line: 3 }, layout }
    expect(read(routePath(route))).to.deep.equal(route)
    expect(routePath({ page: 'terminal', session: 'cc-a', layout })).to.equal(
      '/s/cc-a?column=cc-shop&column=cc-a&below=cc-b',
    )
    expect(read('/s/cc-c?column=cc-a&column=cc-b')).to.deep.equal({ page: 'terminal', session: 'cc-c' })
    expect(read('/s/cc-c/approvals')).to.deep.equal({
      page: 'terminal',
      session: 'cc-c',
      beside: { view: 'approvals' },
    })
    const marked: Route = {
      ...{ page: 'terminal', session: 'cc-c' },
      beside: { view: 'conversation', entry: { conversation: 'a-1', row: 7 } },
    }
    expect(read(routePath(marked))).to.deep.equal(marked)
    const conversation = { page: 'terminal', session: 'cc-c', beside: { view: 'conversation' } }
    for (const query of ['', '?id=a-1', '?row=7', '?id=..%2Fa&row=7', '?id=a-1&row=-7', '?id=a-1&row=x'])
      expect(read(`/s/cc-c/conversation${query}`), query).to.deep.equal(conversation)
  })

  it('open the session of a notification link', () => {
    expect(read('/?session=cc-shop')).to.deep.equal({ page: 'terminal', session: 'cc-shop' })
  })

  it('survive a round trip through the address with any session name', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.isWellFormed())
    const routes: fc.Arbitrary<Route> = fc.oneof(
      text.map((session): Route => ({ page: 'terminal', session })),
      fc
        .tuple(text, text, fc.option(fc.integer({ min: 1 })))
        .map(([session, path, line]): Route => ({ page: 'terminal', session, beside: { view: 'file', path, line } })),
      text.map((filter): Route => ({ page: 'overview', dialog: null, filter })),
      text.map((id): Route => ({ page: 'project', id, tab: 'plan', path: '' })),
      fc.tuple(text, text).map(([id, path]): Route => ({ page: 'project', id, tab: 'files', path })),
    )
    fc.assert(
      fc.property(routes, (route) => {
        // URL parsers resolve these two path segments.
        fc.pre(!(route.page === 'terminal' && ['.', '..'].includes(route.session)))
        fc.pre(!(route.page === 'project' && ['.', '..'].includes(route.id)))
        expect(read(routePath(route))).to.deep.equal(route)
      }),
    )
  })
})

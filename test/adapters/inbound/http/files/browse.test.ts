import { hubOfSuite } from '../../../../support/fake-hub.js'

describe('browsing folders over HTTP', () => {
  const hub = hubOfSuite()
  before(() => {
    for (const path of ['/home/me/shop/src', '/home/me/.config', '/home/you']) hub.folderBrowser.addFolder(path)
    hub.folderBrowser.addFile('/home/me/notes.txt')
    hub.folderBrowser.addLink('/home/me/out', '/home/you')
  })

  const get = async (query: string) => {
    const { status, json } = await hub.send('GET', `/api/browse${query}`)
    return [status, json]
  }
  const mkdir = async (body: unknown) => {
    const { status, json } = await hub.send('POST', '/api/browse/mkdir', { body })
    return [status, json]
  }

  it('starts where sessions start, and goes where it is told', async () => {
    const shop = { name: 'shop', path: '/home/me/shop' }
    const dots = { name: '.config', path: '/home/me/.config' }
    const home = { path: '/home/me', home: '/home/me', isRepository: false }
    expect(await get('')).to.deep.equal([200, { ...home, entries: [shop] }])
    expect(await get('?path=~&hidden=1')).to.deep.equal([200, { ...home, entries: [dots, shop] }])
    expect(await get('?path=~/shop/&hidden=0')).to.deep.equal([
      200,
      { ...home, path: '/home/me/shop', entries: [{ name: 'src', path: '/home/me/shop/src' }] },
    ])
  })

  it('stays within its roots', async () => {
    const error = 'Access denied: path outside allowed roots'
    for (const [asked, path] of [
      ['/', '/'],
      ['/home/you', '/home/you'],
      ['~/../you', '/home/you'],
      ['/home/me/..%2F..%2Fetc', '/etc'],
      ['/home/melanie', '/home/melanie'],
      ['~/out', '/home/me/out'],
    ] as const)
      expect(await get(`?path=${asked}`), asked).to.deep.equal([403, { error, path }])
    expect(await mkdir({ path: '~/out/new' })).to.deep.equal([
      403,
      { error: 'Path outside allowed roots', path: '/home/me/out/new' },
    ])
  })

  it('says why a folder cannot be listed', async () => {
    expect(await get('?path=~/none')).to.deep.equal([
      400,
      { error: 'no such file or directory', path: '/home/me/none', reason: 'not-found' },
    ])
    expect(await get('?path=~/notes.txt')).to.deep.equal([
      400,
      { error: 'not a directory', path: '/home/me/notes.txt', reason: 'not-a-directory' },
    ])
    expect((await get('?path=~/a%00b'))[0]).to.equal(400)
  })

  it('makes a folder, and says why not', async () => {
    const path = '/home/me/new'
    expect(await mkdir({ path: '~/new' })).to.deep.equal([201, { path }])
    expect(await mkdir({ path })).to.deep.equal([409, { error: 'Directory already exists', path }])
    for (const body of [{}, { path: '' }, { path: 7 }, { path: null }])
      expect(await mkdir(body)).to.deep.equal([400, { error: 'path required' }])
    expect(await mkdir({ path: '~/..' })).to.deep.equal([400, { error: 'Invalid folder name: ..', path: '/home' }])
    expect(await mkdir({ path: '~/one/two' })).to.deep.equal([201, { path: '/home/me/one/two' }])
    expect(await mkdir({ path: '~/notes.txt/new' })).to.deep.equal([
      400,
      { error: 'not a directory', path: '/home/me/notes.txt', reason: 'not-a-directory' },
    ])
  })
})

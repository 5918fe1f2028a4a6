import { SHOP, hubOfShop } from '../../../../support/shop-project.js'

describe('changing files over HTTP', () => {
  const hub = hubOfShop({ 'a.txt': 'a', 'src/b.txt': 'b' })
  beforeEach(() => hub.disk.controls.makeFolder('/work/shop/.git/hooks'))

  const ask = async (method: string, path: string, body: unknown) => {
    hub.clock.advance(60_000)
    const { status, json } = await hub.send(method, `${SHOP}/files${path}`, { body })
    return [status, json] as const
  }
  const code = async (method: string, path: string, body: unknown) => {
    const [status, json] = await ask(method, path, body)
    return [status, (json as { error?: string }).error]
  }
  const look = (path: string) => hub.disk.controls.look(`/work/shop/${path}`)

  describe('POST files/new, files/mkdir and files', () => {
    it('make a file and a folder with its parents', async () => {
      expect([
        await ask('POST', '/new', { path: 'src', name: 'c.txt' }),
        await ask('POST', '/new', { name: 'd.txt' }),
        await ask('POST', '/mkdir', { path: 'x/y', name: 'z' }),
        await ask('POST', '/mkdir', { path: 'x/y', name: 'z' }),
        await ask('POST', '', { type: 'file', path: '', name: 'e.txt' }),
        await ask('POST', '', { type: 'dir', path: '', name: 'f' }),
      ]).to.deep.equal([
        [200, { path: 'src/c.txt' }],
        [200, { path: 'd.txt' }],
        [200, { path: 'x/y/z' }],
        [200, { path: 'x/y/z' }],
        [200, { path: 'e.txt' }],
        [200, { path: 'f' }],
      ])
      expect([await look('src/c.txt'), await look('x/y/z'), await look('f')]).to.deep.equal([
        '',
        '<folder>',
        '<folder>',
      ])
    })

    it('refuse what is taken, nowhere, or no name', async () => {
      expect(await ask('POST', '/new', { name: 'a.txt' })).to.deep.equal([
        409,
        { error: 'exists', message: 'The name is taken', meta: { suggested: 'a-1.txt' } },
      ])
      expect([
        await code('POST', '/mkdir', { name: 'a.txt' }),
        await code('POST', '/new', { path: 'none', name: 'x' }),
        await code('POST', '/new', { path: '../x', name: 'x' }),
        await code('POST', '', { type: 'link', name: 'x' }),
      ]).to.deep.equal([
        [409, 'exists'],
        [404, 'not-found'],
        [403, 'forbidden'],
        [400, 'bad-op'],
      ])
      for (const name of ['', 'a/b', 'a\\b', 'a\0b', 'x'.repeat(256), 'ü'.repeat(128), undefined])
        for (const path of ['/new', '/mkdir'])
          expect(await code('POST', path, { name })).to.deep.equal([400, 'bad-name'])
      for (const name of ['.', '..', '.git', '.GIT', 7, null, ['a'], { a: 1 }])
        for (const path of ['/new', '/mkdir'])
          expect(await code('POST', path, { name })).to.deep.equal([400, 'bad-path'])
      for (const path of [7, null, ['a'], '.git', '.git/hooks', 'a\0b', '/etc'])
        expect(await code('POST', '/new', { path, name: 'x' }), String(path)).to.deep.equal([400, 'bad-path'])
      expect(await hub.disk.controls.names('/work/shop')).to.deep.equal(['.git', 'a.txt', 'src'])
    })
  })

  describe('PATCH files', () => {
    const change = (body: object) => code('PATCH', '', body)

    it('renames, moves and copies', async () => {
      expect([
        await ask('PATCH', '', { op: 'rename', from: 'a.txt', to: 'c.txt' }),
        await ask('PATCH', '', { op: 'move', from: 'c.txt', to: 'src' }),
        await ask('PATCH', '', { op: 'copy', from: 'src', to: 'copy' }),
        await ask('PATCH', '', { op: 'copy', from: 'src/c.txt', to: 'src/b.txt', onConflict: 'rename' }),
        await ask('PATCH', '', { op: 'move', from: 'src/c.txt', to: 'src/b.txt', onConflict: 'overwrite' }),
      ]).to.deep.equal(
        ['c.txt', 'src/c.txt', 'copy', 'src/b-1.txt', 'src/b.txt'].map((path) => [200, { path, skipped: [] }]),
      )
      expect(await hub.disk.controls.names('/work/shop/src')).to.deep.equal(['b-1.txt', 'b.txt'])
    })

    it('answers a conflict with a free name', async () => {
      expect(await ask('PATCH', '', { op: 'move', from: 'a.txt', to: 'src/b.txt' })).to.deep.equal([
        409,
        { error: 'exists', message: 'The name is taken', meta: { suggested: 'b-1.txt' } },
      ])
    })

    it('refuses what cannot be', async () => {
      const [from, to] = ['a.txt', 'x']
      expect([
        await change({ op: 'link', from, to }),
        await change({ from, to }),
        await change({ op: 'move', from, to: 'src/b.txt', onConflict: 'skip' }),
        await change({ op: 'move', from, to, onConflict: null }),
        await change({ op: 'move', from, to, onConflict: ['rename'] }),
        await change({ op: 'rename', from }),
        await change({ op: 'move', from }),
        await change({ op: 'copy', from }),
        await change({ op: 'move', to }),
        await change({ op: 'move', from: '', to }),
        await change({ op: 'copy', from: '.', to }),
        await change({ op: 'copy', from, to: '' }),
        await change({ op: 'move', from: 7, to }),
        await change({ op: 'move', from, to: { a: 1 } }),
        await change({ op: 'move', from: '.git', to }),
        await change({ op: 'move', from: '.git/hooks', to }),
        await change({ op: 'copy', from, to: '.git/hooks/x' }),
        await change({ op: 'move', from: 'src', to: 'src/src' }),
        await change({ op: 'move', from, to: 'a.txt' }),
        await change({ op: 'move', from: 'none', to }),
        await change({ op: 'move', from: 'x'.repeat(256), to }),
        await change({ op: 'move', from, to: 'none/x' }),
        await change({ op: 'move', from, to: '../x' }),
        await change({ op: 'move', from, to: 'x'.repeat(256) }),
      ]).to.deep.equal([
        ...Array<unknown>(5).fill([400, 'bad-op']),
        ...Array<unknown>(12).fill([400, 'bad-path']),
        [400, 'into-self'],
        [400, 'same-path'],
        [404, 'not-found'],
        [404, 'not-found'],
        [404, 'not-found'],
        [403, 'forbidden'],
        [400, 'bad-name'],
      ])
      expect([await look('a.txt'), await look('src/b.txt')]).to.deep.equal(['a', 'b'])
    })
  })

  describe('DELETE files', () => {
    const remove = (paths: unknown) => code('DELETE', '', { paths })

    it('puts files and folders into the trash', async () => {
      expect(await ask('DELETE', '', { paths: ['a.txt', 'src'] })).to.deep.equal([200, { count: 2 }])
      expect(hub.disk.controls.trashed()).to.deep.equal(['/work/shop/a.txt', '/work/shop/src'])
    })

    it('refuses none, the root, git’s own, what lies in one another, and what is not there', async () => {
      expect([
        await remove([]),
        await remove(undefined),
        await remove('a.txt'),
        await remove(['']),
        await remove(['.']),
        await remove(['src/..']),
        await remove(['/work/shop']),
        await remove([7]),
        await remove(['.git']),
        await remove(['.git/hooks']),
        await remove(['src', 'src/b.txt']),
        await remove(['a.txt', 'a.txt']),
        await remove(['a.txt', '../outside']),
        await remove(['a.txt', 'none']),
      ]).to.deep.equal([
        ...Array<unknown>(3).fill([400, 'no-paths']),
        ...Array<unknown>(9).fill([400, 'bad-path']),
        [403, 'forbidden'],
        [404, 'not-found'],
      ])
      expect(await hub.disk.controls.names('/work/shop')).to.deep.equal(['.git', 'a.txt', 'src'])
    })

    it('never deletes what the trash does not take', async () => {
      hub.disk.trash = 'none'
      expect(await remove(['a.txt'])).to.deep.equal([500, 'trash-unavailable'])
      hub.disk.trash = 'refuses'
      expect(await ask('DELETE', '', { paths: ['a.txt'] })).to.deep.equal([
        500,
        {
          error: 'trash-failed',
          message: 'Not everything went into the trash',
          meta: { trashed: [], kept: ['a.txt'] },
        },
      ])
      hub.disk.trash = 'works'
      expect(await look('a.txt')).to.equal('a')
    })
  })
})

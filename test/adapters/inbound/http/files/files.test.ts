import * as E from 'fp-ts/lib/Either.js'
import { SHOP, hubOfShop } from '../../../../support/shop-project.js'

const json = (path: string): string => `${SHOP}/files${path}`

describe('the file routes of a project', () => {
  const hub = hubOfShop({ 'README.md': '# Shop\n', 'src/größe.ts': 'export {}\n' })

  const ask = async (method: string, path: string, body?: unknown) => {
    const { status, json } = await hub.send(method, path, { body })
    return [status, json]
  }
  const post = (path: string, body: unknown) => ask('POST', json(path), body)

  describe('search', () => {
    const found = async (query: string) => (await ask('GET', `${json('/search')}?q=${encodeURIComponent(query)}`))[1]

    it('finds files at any depth by letters of their path, names before folders', async () => {
      await hub.disk.controls.write('/work/shop/src/cart/price.ts', '')
      await hub.disk.controls.write('/work/shop/price/readme.md', '')
      expect(await found('price')).to.deep.equal({
        paths: ['src/cart/price.ts', 'price/readme.md'],
        isPartial: false,
      })
      expect(await found('srcgrö')).to.deep.equal({ paths: ['src/größe.ts'], isPartial: false })
      expect(await found('nothing')).to.deep.equal({ paths: [], isPartial: false })
    })

    it('leaves out hidden names, folders of tools and what git ignores at the root', async () => {
      for (const path of ['.env', 'src/.cache/env.js', 'node_modules/env/index.js', 'out/env.js', 'src/env.ts'])
        await hub.disk.controls.write(`/work/shop/${path}`, '')
      expect(await found('env')).to.deep.equal({ paths: ['src/env.ts'], isPartial: false })
    })

    it('finds new files a few seconds later', async () => {
      await found('late')
      await hub.disk.controls.write('/work/shop/late.ts', '')
      hub.clock.advance(5_000)
      expect(await found('late')).to.deep.equal({ paths: ['late.ts'], isPartial: false })
    })

    it('compares the files of a large folder in part, and returns the best 50', async () => {
      for (let at = 0; at < 1_001; at += 1) await hub.disk.controls.write(`/work/shop/many/d${String(at)}/file.ts`, '')
      const { paths, isPartial } = (await found('file')) as { paths: ReadonlyArray<string>; isPartial: boolean }
      expect([paths.length, isPartial]).to.deep.equal([50, true])
    })
  })

  describe('any of them', () => {
    it('answers 404 for an unknown project or session', async () => {
      for (const id of ['none', 'session:none', 'session:a:b', 'session:', '%2e%2e'])
        for (const path of ['', '/search?q=a', '/content', '/read', '/download', '/git'])
          expect(await ask('GET', `/api/projects/${id}/files${path}`)).to.deep.equal([404, { error: 'not-found' }])
      expect(await ask('DELETE', '/api/projects/none/files', { paths: ['a'] })).to.deep.equal([
        404,
        { error: 'not-found' },
      ])
    })

    it('works in the folder where a session is', async () => {
      hub.host.controls.startByHand('cc-files', '/work/shop')
      const { status, json: listed } = await hub.send('GET', '/api/projects/session:cc-files/files')
      expect(status).to.equal(200)
      expect(listed).to.have.property('total', 2)
    })

    it('refuses paths that lead out of the project, however they are written', async () => {
      await hub.disk.controls.write('/work/outside/secret', 'secret')
      await hub.disk.controls.write('/work/shop-more/secret', 'secret')
      await hub.disk.controls.link('/work/shop/out', '/work/outside')
      const written: ReadonlyArray<readonly [path: string, status: number, error: string]> = [
        ['../outside/secret', 403, 'forbidden'],
        ['src/../../outside/secret', 403, 'forbidden'],
        ['%2e%2e/outside/secret', 403, 'forbidden'],
        ['%2e%2e%2foutside%2fsecret', 403, 'forbidden'],
        ['....//outside/secret', 404, 'not-found'],
        ['%252e%252e/outside/secret', 404, 'not-found'],
        ['../shop-more/secret', 403, 'forbidden'],
        ['out/secret', 403, 'forbidden'],
        ['/work/outside/secret', 400, 'bad-path'],
        ['/work/shop-more/secret', 400, 'bad-path'],
        ['/etc/passwd', 400, 'bad-path'],
        ['README.md%00.txt', 400, 'bad-path'],
      ]
      for (const [path, status, error] of written)
        for (const route of ['/content', '/read', '/download'])
          expect(
            await ask('GET', json(`${route}?path=${path}`)).then(([s, j]) => [s, (j as { error: string }).error]),
            path,
          ).to.deep.equal([status, error])
    })

    it('takes absolute paths within the project, dots and slashes too many', async () => {
      for (const path of ['/work/shop/README.md', './README.md', 'src//..//README.md', 'src/./../README.md/'])
        expect((await hub.send('GET', json(`/content?path=${path}`))).text).to.equal('# Shop\n')
    })

    it('says nothing of where the project is', async () => {
      hub.disk.trash = 'refuses'
      const answers = [
        await hub.send('GET', json('?path=none')),
        await hub.send('GET', json('/content?path=../x')),
        await post('/new', { path: '', name: 'README.md' }),
        await ask('DELETE', json(''), { paths: ['README.md'] }),
      ]
      hub.disk.trash = 'works'
      expect(JSON.stringify(answers)).to.not.contain('/work')
    })
  })

  describe('GET files', () => {
    it('lists a folder', async () => {
      await hub.disk.controls.write('/work/shop/out', '')
      hub.repos.create('/work/shop')
      const { json: listed } = await hub.send('GET', json(''))
      const { path, total, entries } = listed as { path: string; total: number; entries: ReadonlyArray<object> }
      expect([path, total]).to.deep.equal(['', 3])
      expect(entries.map((entry) => ({ ...entry, mtime: 0 }))).to.deep.equal([
        { name: 'src', type: 'dir', size: 0, mtime: 0, isSymlink: false, ignored: false },
        { name: 'out', type: 'file', size: 0, mtime: 0, isSymlink: false, ignored: true },
        { name: 'README.md', type: 'file', size: 7, mtime: 0, isSymlink: false, ignored: false },
      ])
    })

    it('shows the part of a limit and offset, and refuses those out of range', async () => {
      const shown = async (query: string) =>
        ((await hub.send('GET', json(`?${query}`))).json as { entries: ReadonlyArray<unknown> }).entries.length
      const queries = ['limit=1', 'limit=1&limit=2', 'limit=', 'offset=1', 'offset=99']
      expect(await Promise.all(queries.map(shown))).to.deep.equal([1, 1, 2, 1, 0])
      for (const query of ['limit=0', 'limit=-1', 'limit=1.9', 'limit=x', 'offset=-5'])
        expect((await hub.send('GET', json(`?${query}`))).code, query).to.equal('InvalidQuery')
    })

    it('says what is no folder', async () => {
      expect((await ask('GET', json('?path=README.md')))[0]).to.equal(400)
    })
  })

  describe('GET files/content and files/read', () => {
    const HARMLESS = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' }

    it('answers with a text and what it is', async () => {
      const { status, headers, text } = await hub.send(
        'GET',
        json(`/content?path=${encodeURIComponent('src/größe.ts')}`),
      )
      expect([status, text]).to.deep.equal([200, 'export {}\n'])
      expect(headers).to.include({
        ...HARMLESS,
        'content-type': 'text/plain; charset=utf-8',
        'content-length': '10',
        'x-file-size': '10',
        'x-file-lang': 'typescript',
      })
      expect((await hub.send('GET', json('/read?path=README.md'))).json).to.deep.equal({
        kind: 'text',
        mime: 'text/plain',
        size: 7,
        lang: 'markdown',
        encoding: 'utf8',
        content: '# Shop\n',
      })
    })

    it('sends nothing that a browser would run: SVG in a sandbox, HTML as text', async () => {
      await hub.disk.controls.write(
        '/work/shop/a.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      )
      await hub.disk.controls.write('/work/shop/a.html', '<!doctype html><script>alert(1)</script>')
      const svg = await hub.send('GET', json('/content?path=a.svg'))
      expect(svg.headers).to.include({ ...HARMLESS, 'content-type': 'image/svg+xml' })
      expect(svg.headers).to.not.have.property('x-file-lang')
      const html = await hub.send('GET', json('/content?path=a.html'))
      expect(html.headers).to.include({ ...HARMLESS, 'content-type': 'text/plain; charset=utf-8' })
      expect((await hub.send('GET', json('/download?path=a.html'))).headers).to.include(HARMLESS)
    })

    it('gives images in base64, and refuses what cannot be shown', async () => {
      await hub.disk.controls.write('/work/shop/a.gif', 'GIF89a…')
      await hub.disk.controls.write('/work/shop/a.bin', 'a\0b')
      await hub.disk.controls.write('/work/shop/fits.txt', 'x'.repeat(2 * 1024 * 1024))
      await hub.disk.controls.write('/work/shop/long.txt', 'x'.repeat(2 * 1024 * 1024 + 1))
      await hub.disk.controls.write('/work/shop/long.pdf', 'x'.repeat(10 * 1024 * 1024 + 1))
      const image = (await hub.send('GET', json('/read?path=a.gif'))).json
      expect(image).to.include({ kind: 'image', mime: 'image/gif', encoding: 'base64', content: 'R0lGODlh4oCm' })
      expect((await hub.send('HEAD', json('/content?path=fits.txt'))).headers).to.include({
        'content-length': '2097152',
      })
      expect([
        await ask('GET', json('/content?path=a.bin')),
        await ask('GET', json('/content?path=long.txt')),
        await ask('GET', json('/read?path=long.pdf')),
        await ask('GET', json('/content?path=src')),
      ]).to.deep.equal([
        [415, { error: 'unsupported', message: 'Neither text nor an image nor a PDF', meta: { size: 3 } }],
        [413, { error: 'oversize', message: 'The file is too large', meta: { size: 2_097_153, limit: 2_097_152 } }],
        [413, { error: 'oversize', message: 'The file is too large', meta: { size: 10_485_761, limit: 10_485_760 } }],
        [400, { error: 'not-a-file', message: 'Not a file' }],
      ])
    })

    it('reaches the typed client as bytes', async () => {
      const answer = await hub.client.readFileContent({ params: { id: 'shop' }, query: { path: 'README.md' } })()
      expect(E.isRight(answer) && (await answer.right.body.text())).to.equal('# Shop\n')
    })
  })

  describe('GET files/download', () => {
    const download = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      hub.send(method, json(`/download?path=${encodeURIComponent(path)}`), { headers })

    it('sends a file to be saved under its own name', async () => {
      await hub.disk.controls.write('/work/shop/src/a"b;ü\'.txt', 'bytes')
      const { status, headers, text } = await download('src/a"b;ü\'.txt')
      expect([status, text]).to.deep.equal([200, 'bytes'])
      expect(headers).to.include({
        'content-type': 'application/octet-stream',
        'content-length': '5',
        'content-disposition': `attachment; filename="a_b;_'.txt"; filename*=UTF-8''a%22b%3B%C3%BC%27.txt`,
        'accept-ranges': 'bytes',
      })
    })

    it('sends a part, resumes, and says what is beyond the end', async () => {
      const whole = await download('README.md')
      const { etag = '' } = whole.headers
      const part = async (range: string, more: Record<string, string> = {}) => {
        const { status, headers, text } = await download('README.md', { Range: range, ...more })
        return [status, text, headers['content-range']]
      }
      expect([
        await part('bytes=2-3'),
        await part('bytes=2-'),
        await part('bytes=-3'),
        await part('bytes=0-99', { 'If-Range': etag }),
        await part('bytes=2-3', { 'If-Range': '"other"' }),
        await part('bytes=0-1,3-4'),
        await part('bytes=3-2'),
        await part('lines=1-2'),
      ]).to.deep.equal([
        [206, 'Sh', 'bytes 2-3/7'],
        [206, 'Shop\n', 'bytes 2-6/7'],
        [206, 'op\n', 'bytes 4-6/7'],
        [206, '# Shop\n', 'bytes 0-6/7'],
        [200, '# Shop\n', undefined],
        [200, '# Shop\n', undefined],
        [200, '# Shop\n', undefined],
        [200, '# Shop\n', undefined],
      ])
      const beyond = await download('README.md', { Range: 'bytes=7-' })
      expect([beyond.status, beyond.headers['content-range'], beyond.json]).to.deep.equal([
        416,
        'bytes */7',
        { error: 'range-not-satisfiable' },
      ])
      const head = await download('README.md', {}, 'HEAD')
      expect([head.status, head.text, head.headers['content-length']]).to.deep.equal([200, '', '7'])
    })

    it('refuses folders', async () => {
      expect([
        (await download('')).status,
        (await download('src')).status,
        (await download('none')).status,
      ]).to.deep.equal([400, 400, 404])
    })
  })

  it('GET files/git marks what differs, folders that are new by a slash', async () => {
    const controls = hub.repos.create('/work/shop')
    controls.write('README.md', 'x\n')
    controls.commit('First')
    controls.write('README.md', 'y\n')
    controls.write('new/a', 'x\n')
    expect(await ask('GET', json('/git'))).to.deep.equal([
      200,
      {
        files: { 'README.md': 'modified', 'new/': 'untracked' },
        entries: [
          { path: 'README.md', marker: 'modified', dir: false },
          { path: 'new/', marker: 'untracked', dir: true },
        ],
      },
    ])
    const [, listing] = await ask('GET', json('?path=&marks=1'))
    expect(listing).to.deep.include({ marks: { 'README.md': 'modified', 'new/': 'untracked' } })
    expect((await ask('GET', json('?path=')))[1]).to.not.have.property('marks')
  })
})

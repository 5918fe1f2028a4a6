import { execFileSync } from 'node:child_process'
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { openFakeHub, type FakeHub } from '../../support/fake-hub.js'

const PAGE = '<!doctype html><title>page</title>'
const HTML = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const ANYTHING = { Accept: '*/*' }

describe('the client’s files', () => {
  let hub: FakeHub
  const put = async (path: string, content: string | Buffer): Promise<void> => {
    const file = join(hub.webRoot, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    await utimes(file, 1_772_352_000, 1_772_352_000)
  }
  before(async () => {
    hub = await openFakeHub()
    await put('index.html', PAGE)
    await put('sw.js', 'self')
    await put('assets/app-Bx12.js', 'app')
    await put('icons/größe 1.svg', '<svg/>')
    await put('manifest.webmanifest', '{}')
    await put('font.woff2', Buffer.alloc(300_000, 7))
    await put('.env', 'SECRET=1')
    await put('.git/config', 'secret')
    await writeFile(join(dirname(hub.webRoot), `${hub.port}-outside`), 'secret')
    await symlink(join(dirname(hub.webRoot), `${hub.port}-outside`), join(hub.webRoot, 'link.txt'))
    await symlink('/etc', join(hub.webRoot, 'etc'))
    await symlink(join(hub.webRoot, 'sw.js'), join(hub.webRoot, 'inside.js'))
  })
  after(async () => {
    await rm(join(dirname(hub.webRoot), `${hub.port}-outside`))
    await hub.close()
  })

  const get = (path: string, headers: Record<string, string> = ANYTHING, method = 'GET') =>
    hub.send(method, path, { token: null, headers })

  it('come with their type, length, time and tag', async () => {
    const types = {
      '/': 'text/html; charset=utf-8',
      '/assets/app-Bx12.js': 'text/javascript; charset=utf-8',
      '/icons/gr%C3%B6%C3%9Fe%201.svg': 'image/svg+xml',
      '/manifest.webmanifest': 'application/manifest+json; charset=utf-8',
      '/font.woff2': 'font/woff2',
    }
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await get(path)
      expect([status, headers['content-type']], path).to.deep.equal([200, type])
      expect(headers['last-modified']).to.equal('Sun, 01 Mar 2026 08:00:00 GMT')
      expect(headers.etag).to.match(/^W\/"[0-9a-f]+-[0-9a-f]+"$/)
    }
    expect((await get('/font.woff2')).headers['content-length']).to.equal('300000')
  })

  describe('with a compressed copy beside them', () => {
    const SCRIPT = 'let x = 1;'.repeat(400)
    const GZIP = { 'Accept-Encoding': 'gzip, deflate, br' }
    before(async () => {
      await put('assets/app-Zip1.js', SCRIPT)
      await put('assets/app-Zip1.js.gz', gzipSync(SCRIPT))
    })

    it('are sent compressed to clients that accept gzip', async () => {
      const { status, headers, bytes } = await get('/assets/app-Zip1.js', GZIP)
      expect(status).to.equal(200)
      expect(headers).to.include({
        'content-encoding': 'gzip',
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': String(gzipSync(SCRIPT).length),
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      })
      expect(gunzipSync(bytes).toString()).to.equal(SCRIPT)
    })

    it('are sent under Brotli to clients that accept it, where there is such a copy', async () => {
      await put('assets/app-Br1.js', SCRIPT)
      await put('assets/app-Br1.js.gz', gzipSync(SCRIPT))
      await put('assets/app-Br1.js.br', brotliCompressSync(SCRIPT))
      const { headers, bytes } = await get('/assets/app-Br1.js', GZIP)
      expect([headers['content-encoding'], brotliDecompressSync(bytes).toString()]).to.deep.equal(['br', SCRIPT])
      const gzip = await get('/assets/app-Br1.js', { 'Accept-Encoding': 'gzip' })
      expect([gzip.headers['content-encoding'], gunzipSync(gzip.bytes).toString()]).to.deep.equal(['gzip', SCRIPT])
    })

    it('are sent as they are to clients that do not accept gzip', async () => {
      for (const accepted of ['', 'identity', 'br', 'gzip;q=0', 'gzip;q=0.1, identity;q=0.5']) {
        const { headers, text } = await get('/assets/app-Zip1.js', { 'Accept-Encoding': accepted })
        expect([headers['content-encoding'], text, headers.vary], accepted).to.deep.equal([
          undefined,
          SCRIPT,
          'Accept-Encoding',
        ])
      }
    })

    it('have a tag for each encoding, answered with 304 for that encoding alone', async () => {
      const zipped = await get('/assets/app-Zip1.js', GZIP)
      const plain = await get('/assets/app-Zip1.js')
      expect(zipped.headers.etag).not.to.equal(plain.headers.etag)
      const ifNone = (etag = '') => get('/assets/app-Zip1.js', { ...GZIP, 'If-None-Match': etag })
      expect((await ifNone(zipped.headers.etag)).status).to.equal(304)
      expect((await ifNone(plain.headers.etag)).status).to.equal(200)
    })

    it('are sent as they are while the copy is older than the file', async () => {
      await put('assets/stale.js', 'new')
      await put('assets/stale.js.gz', gzipSync('old'))
      await utimes(join(hub.webRoot, 'assets/stale.js.gz'), 1_772_351_999, 1_772_351_999)
      const { headers, text } = await get('/assets/stale.js', GZIP)
      expect([headers['content-encoding'], text]).to.deep.equal([undefined, 'new'])
    })

    it('are unpacked for clients that accept no compression, where there are only copies', async () => {
      await put('assets/packed.js.gz', gzipSync(SCRIPT))
      await put('assets/packed.js.br', brotliCompressSync(SCRIPT))
      const { status, headers, text } = await get('/assets/packed.js', { 'Accept-Encoding': 'identity' })
      expect([status, headers['content-encoding'], text]).to.deep.equal([200, undefined, SCRIPT])
      expect(headers).to.include({ 'content-type': 'text/javascript; charset=utf-8', vary: 'Accept-Encoding' })
      const { bytes } = await get('/assets/packed.js', GZIP)
      expect(brotliDecompressSync(bytes).toString()).to.equal(SCRIPT)
      const head = await get('/assets/packed.js', ANYTHING, 'HEAD')
      expect([head.status, head.text]).to.deep.equal([200, ''])
      const again = await get('/assets/packed.js', { 'If-None-Match': headers.etag ?? '' })
      expect(again.status).to.equal(304)
    })

    it('break off at a damaged copy that is to be unpacked', async () => {
      await put('assets/damaged.js.gz', gzipSync(SCRIPT).subarray(0, 30))
      const failed = await get('/assets/damaged.js').then(
        () => false,
        () => true,
      )
      expect(failed).to.equal(true)
      expect((await get('/assets/app-Zip1.js')).status).to.equal(200)
    })

    it('do not send a copy that a link leads out of the folder to', async () => {
      await put('assets/linked.js', 'inside')
      await symlink(join(dirname(hub.webRoot), `${hub.port}-outside`), join(hub.webRoot, 'assets/linked.js.gz'))
      expect((await get('/assets/linked.js', GZIP)).text).to.equal('inside')
    })
  })

  it('are kept for ever where the name tells the content, and asked for again otherwise', async () => {
    expect((await get('/assets/app-Bx12.js')).headers['cache-control']).to.equal('public, max-age=31536000, immutable')
    expect((await get('/')).headers['cache-control']).to.equal('public, max-age=0')
  })

  it('are not sent again to who has them, and not sent at all for HEAD', async () => {
    const { headers } = await get('/font.woff2')
    const again = await get('/font.woff2', { 'If-None-Match': headers.etag ?? '' })
    const since = await get('/font.woff2', { 'If-Modified-Since': headers['last-modified'] ?? '' })
    const head = await get('/font.woff2', ANYTHING, 'HEAD')
    expect([again.status, again.text, since.status, head.status, head.text]).to.deep.equal([304, '', 304, 200, ''])
    expect(head.headers['content-length']).to.equal('300000')
  })

  it('give the service worker the whole origin', async () => {
    const { status, headers } = await get('/sw.js')
    expect([status, headers['content-type']]).to.deep.equal([200, 'application/javascript; charset=utf-8'])
    expect(headers).to.include({ 'service-worker-allowed': '/', 'cache-control': 'no-store' })
  })

  it('give the page for every other path that asks for HTML', async () => {
    for (const path of ['/sessions/cc-shop', '/?session=cc-shop', '/deep/v1.2', '/assets/none', '/apiary'])
      expect((await get(path, HTML)).text, path).to.equal(PAGE)
    expect((await get('/deep/link')).text).to.equal(PAGE)
    expect((await get('/deep/link', {})).text).to.equal(PAGE)
  })

  it('give 404 for an asset that is missing, and never a page in its place', async () => {
    for (const [path, headers] of [
      ['/assets/none.js', ANYTHING],
      ['/none.png', { Accept: 'image/avif,image/webp' }],
      ['/deep/link', { Accept: 'application/json' }],
      ['/assets', { Accept: 'image/*' }],
    ] as const) {
      const { status, text } = await get(path, headers)
      expect([status, text], path).to.deep.equal([404, 'Not found\n'])
    }
  })

  it('give nothing from outside the folder and nothing hidden', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2f..%2fetc%2fpasswd',
      '/assets/%5c..%5c..%5cetc/passwd',
      '/link.txt',
      '/etc/passwd',
      '/.env',
      '/.git/config',
      '/assets/../.env',
      '/sw.js%00.png',
      '/%zz.png',
      `/${'a'.repeat(5_000)}.png`,
    ]) {
      expect((await get(path, { Accept: 'text/plain' })).text, path).to.equal('Not found\n')
      expect((await get(path)).text, path).to.be.oneOf(['Not found\n', PAGE])
    }
    expect((await get('/inside.js')).text).to.equal('self')
  })

  it('give 404 for a FIFO, without waiting for its writer', async () => {
    execFileSync('mkfifo', [join(hub.webRoot, 'fifo.js')])
    expect((await get('/fifo.js')).status).to.equal(404)
  })

  it('are only for who asks by a name of the hub', async () => {
    const { status, json } = await get('/', { ...HTML, Host: 'evil.example.org' })
    expect([status, json]).to.deep.equal([403, { error: 'Host not allowed: name it in PUBLIC_HOSTS' }])
  })

  it('may be gone and come back while the hub runs', async () => {
    await rm(join(hub.webRoot, 'index.html'))
    expect((await get('/', HTML)).status).to.equal(404)
    await put('index.html', PAGE)
    expect((await get('/', HTML)).status).to.equal(200)
  })
})

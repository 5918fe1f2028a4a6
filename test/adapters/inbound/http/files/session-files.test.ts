import { someSessionRecords, aSessionRecord } from '../../../../support/sessions.js'
import { hubOfEachTest, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'

const START = '/home/me/shop/web'
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
const MEBIBYTE = 1024 * 1024

interface FileReply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

describe('the files of a session over HTTP', () => {
  const hub = hubOfEachTest({
    records: someSessionRecords({ known: [aSessionRecord({ name: 'cc-shop', directory: START })] }),
  })
  beforeEach(async () => {
    hub.host.controls.startByHand('cc-shop', START)
    await hub.disk.controls.makeFolder(`${START}/src`)
    await hub.disk.controls.write(`${START}/src/a.ts`, 'let a = 1\n')
    hub.sessionImages.addFolder(START)
  })

  async function ask(path: string, init: RequestInit = {}): Promise<FileReply> {
    hub.clock.advance(60_000)
    const response = await fetch(`${hub.url}/api/sessions/${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${OPERATOR_TOKEN}`,
        ...(init.headers as Readonly<Record<string, string>> | undefined),
      },
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const read = (path: string, session = 'cc-shop') => ask(`${session}/file-content?path=${encodeURIComponent(path)}`)
  const refusal = async (path: string) => {
    const { status, text } = await read(path)
    return [status, (JSON.parse(text) as { error: string }).error]
  }

  describe('file-content', () => {
    it('reads a text by every way to name it, with its size and language', async () => {
      for (const path of ['src/a.ts', './src/a.ts', `${START}/src/a.ts`, '~/shop/web/src/a.ts', 'src/../src/a.ts']) {
        const { status, headers, text } = await read(path)
        expect([status, text], path).to.deep.equal([200, 'let a = 1\n'])
        expect(headers.get('content-type')).to.equal('text/plain; charset=utf-8')
        expect([headers.get('x-file-size'), headers.get('x-file-lang')]).to.deep.equal(['10', 'typescript'])
      }
    })

    it('counts relative paths from where the session is now, and reaches no further for that', async () => {
      hub.host.controls.set('cc-shop', { path: `${START}/src` })
      expect((await read('a.ts')).status).to.equal(200)
      await hub.disk.controls.write('/etc/passwd', 'root')
      hub.host.controls.set('cc-shop', { path: '/etc' })
      expect(await refusal('passwd')).to.deep.equal([403, 'EOUTSIDE'])
      expect((await read(`${START}/src/a.ts`)).status).to.equal(200)
    })

    it('reaches the work tree of where it was started, and its own temporary files', async () => {
      await hub.disk.controls.write('/home/me/shop/README.md', '# Shop')
      await hub.disk.controls.write('/tmp/penates-1000/out.txt', 'out')
      await hub.disk.controls.write('/tmp/other.txt', 'other')
      expect(await refusal('/home/me/shop/README.md')).to.deep.equal([403, 'EOUTSIDE'])
      expect(await refusal('/tmp/penates-1000/out.txt')).to.deep.equal([403, 'EOUTSIDE'])
      hub.sessionScope.addWorkTree('/home/me/shop')
      hub.sessionScope.addTemporary()
      expect((await read('../README.md')).text).to.equal('# Shop')
      expect((await read('/tmp/penates-1000/out.txt')).text).to.equal('out')
      expect(await refusal('/tmp/other.txt')).to.deep.equal([403, 'EOUTSIDE'])
    })

    it('takes no home folder under git for a work tree', async () => {
      hub.sessionScope.addWorkTree('/home/me')
      await hub.disk.controls.write('/home/me/.ssh/id', 'secret')
      expect(await refusal('~/.ssh/id')).to.deep.equal([403, 'EOUTSIDE'])
    })

    it('refuses what leads out: dots, encoded or doubled, absolute, a neighbour of a like name, links', async () => {
      await hub.disk.controls.write('/home/me/secret', 'secret')
      await hub.disk.controls.write('/home/me/shop/web-2/secret', 'secret')
      await hub.disk.controls.link(`${START}/out`, '/home/me/secret')
      await hub.disk.controls.link(`${START}/up`, '/home/me')
      for (const path of [
        '../../secret',
        '/home/me/secret',
        '../web-2/secret',
        'src/../../../secret',
        'out',
        'up/secret',
        'up/none',
        '/etc/passwd',
        '/',
        '~',
      ])
        expect(await refusal(path), path).to.deep.equal([403, 'EOUTSIDE'])
      const encoded = await ask('cc-shop/file-content?path=..%2F..%2fsecret')
      expect(encoded.status).to.equal(403)
      const doubled = await ask('cc-shop/file-content?path=%252e%252e%252f%252e%252e%252fsecret')
      expect(doubled.status).to.equal(404) // a name like any other
    })

    it('knows nothing of what is missing, of folders, of pipes and of names that no file has', async () => {
      await hub.disk.controls.pipe(`${START}/pipe`)
      for (const path of [
        'none',
        '....//secret',
        'src/none/deep',
        'src',
        '.',
        'src/a.ts/below',
        'pipe',
        'a\0b',
        '',
        'x'.repeat(300),
      ])
        expect(await refusal(path), path).to.deep.equal([404, 'ENOENT'])
      expect(JSON.parse((await read('none')).text)).to.deep.equal({
        error: 'ENOENT',
        code: 'SessionFileNotFound',
        message: 'No such file',
      })
    })

    it('shows nothing that is too large, or that is no text, image or PDF', async () => {
      await hub.disk.controls.write(`${START}/large.txt`, 'x'.repeat(2 * MEBIBYTE + 1))
      await hub.disk.controls.write(`${START}/fits.txt`, 'x'.repeat(2 * MEBIBYTE))
      await hub.disk.controls.write(`${START}/large.pdf`, 'x'.repeat(10 * MEBIBYTE + 1))
      await hub.disk.controls.write(`${START}/binary`, 'a\0b')
      expect(await refusal('large.txt')).to.deep.equal([413, 'TOOLARGE'])
      expect((await read('fits.txt')).status).to.equal(200)
      expect(await refusal('large.pdf')).to.deep.equal([413, 'TOOLARGE'])
      expect(await refusal('binary')).to.deep.equal([415, 'UNKNOWN'])
    })

    it('never lets what it shows run', async () => {
      const script = '<script>alert(1)</script>'
      await hub.disk.controls.write(`${START}/a.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`)
      await hub.disk.controls.write(`${START}/a.html`, `<!doctype html>${script}`)
      for (const [path, type] of [
        ['a.svg', 'image/svg+xml'],
        ['a.html', 'text/plain; charset=utf-8'],
      ] as const) {
        const { headers } = await read(path)
        expect(headers.get('content-type')).to.equal(type)
        expect(headers.get('content-security-policy')).to.equal("sandbox; default-src 'none'")
        expect(headers.get('x-content-type-options')).to.equal('nosniff')
      }
    })

    it('says which session it does not know, and which name none can have', async () => {
      expect((await read('a', 'cc-none')).text).to.equal('{"error":"not-found","code":"SessionFolderUnknown"}')
      expect((await read('a', 'cc%2fshop')).text).to.equal(
        '{"error":"Invalid session name","code":"InvalidSessionName"}',
      )
    })
  })

  describe('image', () => {
    const save = (body: Uint8Array | null, type = 'image/png', session = 'cc-shop') =>
      ask(`${session}/image`, { method: 'POST', ...(body === null ? {} : { body }), headers: { 'Content-Type': type } })

    it('saves a PNG and answers with its path below where the session is', async () => {
      const { status, text } = await save(PNG)
      expect(status).to.equal(200)
      const { rel } = JSON.parse(text) as { rel: string }
      expect(rel).to.match(/^\.penates-images\/\d{4}-\d{2}-\d{2}-\d{6}\.png$/)
      expect(hub.sessionImages.filesOf(START)).to.deep.equal([rel.slice('.penates-images/'.length)])
      expect((await save(PNG, 'image/png; charset=binary')).status).to.equal(200)
    })

    it('clears away those of last week', async () => {
      hub.sessionImages.addFile(START, '2020-01-01-000000.png', hub.clock.now() - 8 * 24 * 3_600_000)
      await save(PNG)
      expect(hub.sessionImages.filesOf(START)).to.have.length(1)
    })

    it('takes nothing else', async () => {
      const said = async (...args: Parameters<typeof save>) => {
        const { status, text } = await save(...args)
        return [status, (JSON.parse(text) as { error: string }).error]
      }
      const large = new Uint8Array(8 * MEBIBYTE + 1)
      large.set(PNG)
      expect(await said(large)).to.deep.equal([413, 'Image too large'])
      expect(await said(PNG, 'image/jpeg')).to.deep.equal([400, 'Empty image body'])
      expect(await said(PNG, 'application/json')).to.deep.equal([400, 'Empty image body'])
      expect(await said(null)).to.deep.equal([400, 'Empty image body'])
      expect(await said(new TextEncoder().encode('<svg><script/></svg>'))).to.deep.equal([415, 'Not a PNG image'])
      expect(await said(PNG.subarray(0, 7))).to.deep.equal([415, 'Not a PNG image'])
      expect(await said(PNG, 'image/png', 'cc-none')).to.deep.equal([404, 'Session cwd not found'])
      expect(await said(PNG, 'image/png', 'cc%2f')).to.deep.equal([400, 'Invalid session name'])
      hub.sessionImages.linkImageFolder(START)
      expect(await said(PNG)).to.deep.equal([403, 'forbidden'])
      hub.unusable[START] = 'not-found'
      expect(await said(PNG)).to.deep.equal([404, 'Session cwd not found'])
    })
  })

  describe('upload', () => {
    const upload = async (query = '', session = 'cc-shop') => {
      const form = new FormData()
      form.append('file', new Blob(['new']), 'a.ts')
      const { status, text } = await ask(`${session}/upload${query}`, { method: 'POST', body: form })
      return [status, JSON.parse(text) as Readonly<Record<string, unknown>>] as const
    }

    it('stores files where the session is now', async () => {
      hub.host.controls.set('cc-shop', { path: `${START}/src` })
      const [status, body] = await upload()
      expect([status, body['uploaded']]).to.deep.equal([200, [{ path: 'a-1.ts', name: 'a-1.ts' }]])
      expect(await hub.disk.controls.look(`${START}/src/a-1.ts`)).to.equal('new')
    })

    it('says of a taken name which one is free', async () => {
      hub.host.controls.set('cc-shop', { path: `${START}/src` })
      const [status, body] = await upload('?onConflict=error')
      expect(status).to.equal(409)
      expect(body).to.deep.include({ error: 'exists', meta: { suggested: 'a-1.ts' } })
    })

    it('takes nothing for a session that does not run, or under a name that none can have', async () => {
      hub.host.controls.exit('cc-shop')
      expect(await upload()).to.deep.equal([
        400,
        { error: 'target', code: 'UploadTargetUnavailable', message: 'cwd-unavailable' },
      ])
      expect(await upload('', 'cc-none')).to.deep.equal([
        400,
        { error: 'target', code: 'UploadTargetUnavailable', message: 'cwd-unavailable' },
      ])
      expect(await upload('', 'cc%2f')).to.deep.equal([
        400,
        { error: 'Invalid session name', code: 'InvalidSessionName' },
      ])
    })
  })
})

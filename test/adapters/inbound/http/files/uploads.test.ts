import { eventually } from '../../../../support/eventually.js'
import { OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { rawConnection } from '../../../../support/raw-http.js'
import { SHOP, hubOfShop } from '../../../../support/shop-project.js'

const BOUNDARY = 'xxboundaryxx'
const TYPE = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` }

const part = (name: string, content: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\n\r\n${content}\r\n`
const END = `--${BOUNDARY}--\r\n`
const form = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([name, content]) => part(name, content))
    .join('') + END

describe('POST files/upload', () => {
  const hub = hubOfShop({ 'a.txt': 'old' })

  const upload = async (body: string, query = '', headers: Readonly<Record<string, string>> = TYPE) => {
    const { status, json } = await hub.send('POST', `${SHOP}/files/upload${query}`, { headers, body })
    return [status, json] as const
  }
  const names = (folder = '/work/shop') => hub.disk.controls.names(folder)

  it('stores files, in a folder that is made when it is missing', async () => {
    expect(await upload(form({ 'b.txt': 'one', 'größe.txt': 'two' }), '?path=new/deep')).to.deep.equal([
      200,
      {
        uploaded: [
          { path: 'new/deep/b.txt', name: 'b.txt' },
          { path: 'new/deep/größe.txt', name: 'größe.txt' },
        ],
        results: [
          { name: 'b.txt', path: 'new/deep/b.txt' },
          { name: 'größe.txt', path: 'new/deep/größe.txt' },
        ],
      },
    ])
    expect(await hub.disk.controls.look('/work/shop/new/deep/größe.txt')).to.equal('two')
    expect(await upload(END)).to.deep.equal([200, { uploaded: [], results: [] }])
  })

  it('numbers, replaces or refuses what is there, as it is told', async () => {
    const stored = async (query: string) => (await upload(form({ 'a.txt': 'new' }), query))[0]
    expect([await stored(''), await stored('?onConflict=rename'), await names()]).to.deep.equal([
      200,
      200,
      ['a-1.txt', 'a-2.txt', 'a.txt'],
    ])
    expect(await upload(form({ 'a.txt': 'new' }), '?onConflict=error')).to.deep.equal([
      409,
      {
        error: 'exists',
        message: 'The name is taken',
        meta: { suggested: 'a-3.txt' },
        uploaded: [],
        results: [{ name: 'a.txt', error: 'exists', meta: { suggested: 'a-3.txt' } }],
      },
    ])
    expect(await hub.disk.controls.look('/work/shop/a.txt')).to.equal('old')
    expect(await stored('?onConflict=overwrite')).to.equal(200)
    expect(await hub.disk.controls.look('/work/shop/a.txt')).to.equal('new')
  })

  it('tells of each file what became of it; one that fails does not hold up those behind it', async () => {
    const [status, json] = await upload(form({ 'b.txt': '1', 'a.txt': '2', 'c.txt': '3' }), '?onConflict=fail')
    expect(status).to.equal(409)
    expect(json).to.deep.include({
      error: 'exists',
      uploaded: [
        { path: 'b.txt', name: 'b.txt' },
        { path: 'c.txt', name: 'c.txt' },
      ],
    })
  })

  it('takes the last part of any name, and none that is no name', async () => {
    const stored = await upload(form({ '../../x.txt': '1', '/etc/y.txt': '2', 'C:\\\\dir\\\\z.txt': '3' }))
    expect(stored[1]).to.have.property('uploaded').with.lengthOf(3)
    expect(await names()).to.deep.equal(['a.txt', 'x.txt', 'y.txt', 'z.txt'])
    for (const name of ['', 'x'.repeat(256)])
      expect(
        await upload(form({ [name]: '1' })).then(([s, j]) => [s, (j as { error: string }).error]),
        name,
      ).to.deep.equal([400, 'bad-name'])
    for (const name of ['.git', '.Git'])
      expect((await upload(form({ [name]: '1' })))[1]).to.have.property('error', 'bad-path')
    expect((await upload(form({ 'x.txt': '1' }), '?path=.git/hooks'))[1]).to.have.property('error', 'bad-path')
    expect((await upload(form({ 'x.txt': '1' }), '?path=../x'))[0]).to.equal(403)
  })

  it('refuses what is no form', async () => {
    const body = form({ 'b.txt': '1' })
    const statuses = await Promise.all([
      upload(body, '', { 'Content-Type': 'application/json' }),
      upload(body, '', { 'Content-Type': 'multipart/form-data' }),
      upload(body, '', { 'Content-Type': 'multipart/form-data; boundary=' }),
      upload('no form at all'),
      upload(part('b.txt', 'no end')),
      upload(''),
    ])
    expect(statuses.map(([status, json]) => [status, (json as { error: string }).error])).to.deep.equal([
      [415, 'multipart-required'],
      [400, 'busboy'],
      [400, 'busboy'],
      [400, 'busboy'],
      [400, 'busboy'],
      [400, 'busboy'],
    ])
    expect(await names()).to.deep.equal(['a.txt'])
    expect((await hub.send('POST', '/api/projects/none/files/upload', { headers: TYPE, body })).status).to.equal(404)
  })

  it('takes a boundary of up to 70 characters and refuses a longer one', async () => {
    const withBoundary = async (boundary: string, quote = '') => {
      const body = form({ 'b.txt': '1' }).replaceAll(BOUNDARY, boundary)
      return (
        await upload(body, '', { 'Content-Type': `multipart/form-data; boundary=${quote}${boundary}${quote}` })
      )[0]
    }
    const statuses = [70, 71, 255, 300, 4_000].map((length) => withBoundary('x'.repeat(length)))
    expect(await Promise.all(statuses)).to.deep.equal([200, 400, 400, 400, 400])
    expect([await withBoundary('x y'.repeat(23), '"'), await withBoundary('x'.repeat(71), '"')]).to.deep.equal([
      200, 400,
    ])
  })

  it('stores fifty and names the others, and ends a form of ten thousand parts', async () => {
    const many = Object.fromEntries(Array.from({ length: 52 }, (_, index) => [`f${index}.txt`, 'x']))
    const [status, json] = await upload(form(many))
    const { error, uploaded, results } = json as { error: string; uploaded: unknown[]; results: unknown[] }
    expect([status, error, uploaded.length, results.length]).to.deep.equal([413, 'too-many-files', 50, 52])
    const fields = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n`.repeat(10_000)
    expect((await upload(fields + END))[1]).to.have.property('error', 'too-many-files')
  })

  it('passes over other fields', async () => {
    const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\n${'x'.repeat(5_000)}\r\n`
    expect((await upload(field + form({ 'b.txt': '1' })))[1])
      .to.have.property('uploaded')
      .with.lengthOf(1)
  })

  it('keeps nothing of what does not fit on the disk', async () => {
    hub.disk.free = 2
    const [status, json] = await upload(form({ 'b.txt': '123', 'c.txt': '12' }))
    hub.disk.free = Infinity
    expect(status).to.equal(500)
    expect(json).to.deep.include({
      error: 'write-failed',
      message: 'The disk is full',
      uploaded: [{ path: 'c.txt', name: 'c.txt' }],
    })
  })

  it('keeps nothing of what is cut off half-way, and goes on', async () => {
    const connection = await rawConnection(hub.port)
    connection.write(
      `POST ${SHOP}/files/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${OPERATOR_TOKEN}\r\n` +
        `Content-Type: ${TYPE['Content-Type']}\r\nContent-Length: 100000\r\n\r\n${part('b.txt', 'half')}`,
    )
    connection.cut()
    await eventually(() => {
      expect(hub.logLines.some((line) => line.includes('files/upload'))).to.equal(true)
    })
    expect((await upload(form({ 'c.txt': '1' })))[0]).to.equal(200)
    expect(await names()).to.not.include('half')
  })
})

import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hubClient, type HubClient } from '../../adapters/inbound/http/client/hub-client.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { rawConnection } from '../support/raw-http.js'
import { right } from '../support/results.js'

describe('the files of a session on a real hub', function () {
  this.timeout(120_000)
  let place: HubPlace
  let hub: HubProcess
  let client: HubClient
  let folder: string
  const params = { id: 'session:cc-files' }
  before(async () => {
    place = await hubPlace()
    folder = join(await realpath(place.home), 'work')
    await mkdir(folder)
    hub = await place.start()
    client = hubClient({ baseUrl: hub.url, token: () => hub.token })
    await hub.call('POST', '/api/sessions', { name: 'files', directory: folder, shell: true })
  })
  after(() => place.close())

  it('are uploaded, listed, read, saved, moved and put into the trash', async () => {
    const form = new FormData()
    form.append('f', new Blob(['one\n']), 'größe.txt')
    form.append('f', new Blob(['two\n']), 'two.txt')
    const uploaded = right(await client.uploadFiles({ params, query: { path: 'in' }, body: form })())
    expect([uploaded.status, await readFile(join(folder, 'in', 'größe.txt'), 'utf8')]).to.deep.equal([200, 'one\n'])
    const listed = right(await client.listFiles({ params, query: { path: 'in' } })())
    expect(listed.body.entries.map(({ name }) => name)).to.deep.equal(['größe.txt', 'two.txt'])
    expect(right(await client.readFile({ params, query: { path: 'in/two.txt' } })()).body.content).to.equal('two\n')
    expect(await right(await client.downloadFile({ params, query: { path: 'in/two.txt' } })()).body.text()).to.equal(
      'two\n',
    )
    right(await client.relocateFile({ params, body: { op: 'move', from: 'in/two.txt', to: 'three.txt' } })())
    expect(right(await client.trashFiles({ params, body: { paths: ['three.txt', 'in'] } })()).body.count).to.equal(2)
    expect(await readdir(folder)).to.deep.equal([])
    const trash = join(place.home, '.local', 'share', 'Trash', 'files')
    expect((await readdir(trash)).sort()).to.deep.equal(['in', 'three.txt'])
  })

  it('keep nothing of an upload that is cut off half-way', async () => {
    await writeFile(join(folder, 'kept.txt'), 'kept')
    const connection = await rawConnection(Number(new URL(hub.url).port))
    connection.write(
      `POST /api/projects/session:cc-files/files/upload?onConflict=overwrite HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
        `Authorization: Bearer ${hub.token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n` +
        `--b\r\nContent-Disposition: form-data; name="f"; filename="kept.txt"\r\n\r\n${'x'.repeat(500_000)}`,
    )
    await eventually(async () => {
      expect((await readdir(folder)).length).to.equal(2)
    })
    connection.cut()
    await eventually(async () => {
      expect(await readdir(folder)).to.deep.equal(['kept.txt'])
    })
    expect(await readFile(join(folder, 'kept.txt'), 'utf8')).to.equal('kept')
  })
})

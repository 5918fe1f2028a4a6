import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

/** Size of a file without content. Its copy takes minutes and no room on the disk. */
const SPARSE_BYTES = 2 ** 40
const isUnfinished = (name: string): boolean => /^\.penates-.*\.tmp$/.test(name)

describe('a real hub that is killed while it writes into a project', function () {
  this.timeout(90_000)
  let place: HubPlace
  let hub: HubProcess
  const shop = (): string => join(place.home, 'shop')
  const unfinished = async (): Promise<number> => (await readdir(shop())).filter(isUnfinished).length

  beforeEach(async () => {
    place = await hubPlace()
    await mkdir(shop())
    await writeFile(join(shop(), 'CHANGELOG.md'), '# Shop\n')
    hub = await place.start()
    const added = await hub.call('POST', '/api/projects', { displayName: 'Shop', path: shop() })
    expect(added.status).to.be.oneOf([200, 201])
  })
  afterEach(() => place.close())

  /** Sends the beginning of an upload and nothing after it. */
  const beginUpload = (): void => {
    const { port } = new URL(hub.url)
    const headers = {
      Authorization: `Bearer ${hub.token}`,
      'Content-Type': 'multipart/form-data; boundary=b',
      'Content-Length': '10000000',
    }
    const upload = request({ port, method: 'POST', path: '/api/projects/shop/files/upload', headers })
    upload.on('error', () => undefined)
    upload.write('--b\r\nContent-Disposition: form-data; name="f"; filename="large.bin"\r\n\r\n')
    upload.write(Buffer.alloc(300_000))
  }

  it('has nothing of an upload or a copy in it after the next start, and leaves what is not its own', async () => {
    await mkdir(join(shop(), 'tree'))
    await writeFile(join(shop(), 'tree', 'sparse'), '')
    await truncate(join(shop(), 'tree', 'sparse'), SPARSE_BYTES)
    const foreign = '.penates-0123456789abcdef.tmp'
    await writeFile(join(shop(), foreign), '')
    beginUpload()
    await eventually(async () => {
      expect(await unfinished()).to.equal(2)
    })
    const copied = hub.call('PATCH', '/api/projects/shop/files', { op: 'copy', from: 'tree', to: 'other' })
    copied.catch(() => undefined)
    await eventually(async () => {
      expect(await unfinished()).to.equal(3)
    })
    await hub.end('SIGKILL')
    hub = await place.start()
    await eventually(async () => {
      expect(await readdir(shop())).to.have.members(['CHANGELOG.md', 'tree', foreign])
    })
  })

  it('has nothing unfinished in its state folder after the next start', async () => {
    await hub.end('SIGKILL')
    const left = ['.approvals.log.head.0123456789abcdef.tmp', '.board.json.bak.0123456789abcdef.tmp']
    for (const name of left) await writeFile(join(place.state, name), '')
    await mkdir(join(place.state, 'approvals'), { recursive: true })
    await writeFile(join(place.state, 'approvals', '.a.json.0123456789abcdef.tmp'), '')
    hub = await place.start()
    const names = await readdir(place.state, { recursive: true })
    expect(names.filter((name) => name.includes('0123456789abcdef'))).to.deep.equal([])
  })
})

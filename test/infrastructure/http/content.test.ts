import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeApi } from '../../../infrastructure/http/api.js'
import { httpApp } from '../../../infrastructure/http/app.js'
import { makeHttpServer } from '../../../infrastructure/http/http-server.js'
import type { Content } from '../../../infrastructure/http/reply.js'
import { eventually } from '../../support/eventually.js'
import { rawConnection } from '../../support/raw-http.js'

/** Content of so many bytes of which so many can be read, and what becomes of it. */
class Source {
  asked = 0
  closed = 0
  constructor(
    private readonly length: number,
    private readonly there: number,
    private readonly thenFail = false,
  ) {}

  content(): Content {
    const memory = Buffer.alloc(64 * 1024)
    const chunks = async function* (this: Source): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < this.there; at += memory.length) {
        this.asked += 1
        memory.fill(this.asked % 256)
        yield await Promise.resolve(memory.subarray(0, Math.min(memory.length, this.there - at)))
      }
      if (this.thenFail) throw new Error('the disk broke')
    }
    return {
      length: this.length,
      chunks: () => chunks.call(this),
      close: () => {
        this.closed += 1
        return Promise.resolve()
      },
    }
  }
}

describe('content that is sent as it is read', () => {
  let source: Source
  let server: Server
  let defects: unknown[]
  beforeEach(async () => {
    defects = []
    const api = makeApi<string, string>({
      endpoints: [
        {
          method: 'GET',
          path: '/api/content',
          needs: '',
          takes: 'none',
          answer: () => Promise.resolve({ status: 200, headers: { 'X-Kind': 'bytes' }, content: source.content() }),
        },
      ],
      admit: () => Promise.resolve({ _tag: 'admitted', caller: 'somebody' }),
    })
    const app = httpApp({
      api,
      files: () => Promise.resolve(),
      health: () => Promise.resolve({}),
      isOwnHost: () => true,
      headers: {},
      onRequest: () => undefined,
      onDefect: (error) => defects.push(error),
    })
    server = makeHttpServer(app, {})
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterEach(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  const port = (): number => (server.address() as AddressInfo).port
  const url = (): string => `http://127.0.0.1:${port()}/api/content`

  it('arrives whole though every chunk comes in the same memory', async () => {
    source = new Source(1_000_000, 1_000_000)
    const response = await fetch(url())
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([response.headers.get('content-length'), response.headers.get('x-kind'), bytes.length]).to.deep.equal([
      '1000000',
      'bytes',
      1_000_000,
    ])
    const wrong = bytes.findIndex((byte, at) => byte !== Math.floor(at / 65_536) + 1)
    expect([wrong, source.closed, defects]).to.deep.equal([-1, 1, []])
  })

  it('is not read for HEAD', async () => {
    source = new Source(1_000, 1_000)
    const response = await fetch(url(), { method: 'HEAD' })
    expect([response.headers.get('content-length'), source.asked, source.closed]).to.deep.equal(['1000', 0, 1])
  })

  it('is nothing where there are no bytes', async () => {
    source = new Source(0, 0)
    expect([await (await fetch(url())).text(), source.closed]).to.deep.equal(['', 1])
  })

  it('ends in a cut connection when there is less than was said, or reading fails', async () => {
    for (const short of [new Source(100_000, 70_000), new Source(100_000, 70_000, true)]) {
      source = short
      const outcome = await fetch(url())
        .then(
          (response) => response.arrayBuffer().then(() => 'whole'),
          () => 'cut',
        )
        .catch(() => 'cut')
      expect([outcome, source.closed]).to.deep.equal(['cut', 1])
    }
    expect(defects.map(String)).to.deep.equal(['Error: the disk broke'])
  })

  it('is read no faster than it is taken, and closed when the client leaves', async () => {
    const all = 64 * 1024 * 1024
    source = new Source(all, all)
    const connection = await rawConnection(port())
    connection.socket.pause()
    connection.write('GET /api/content HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    let before = -1
    await eventually(
      () => {
        const asked = source.asked
        const isStill = asked > 0 && asked === before
        before = asked
        expect(isStill).to.equal(true)
      },
      undefined,
      200,
    )
    expect(source.asked * 65_536).to.be.lessThan(all / 2)
    connection.cut()
    await eventually(() => {
      expect(source.closed).to.equal(1)
    })
    expect(defects).to.deep.equal([])
  })
})

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { eventually } from '../../../support/eventually.js'
import { rawFrame, serveSockets, type LoopbackSockets, type RawClient } from '../../../support/loopback-sockets.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const TEXT = 0x81
const BINARY = 0x82
const MIB = 1024 * 1024

describe('frames that no client of ours sends', () => {
  let messages: string[]
  let sockets: LoopbackSockets

  beforeEach(async () => {
    messages = []
    sockets = await serveSockets<string>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller: 'me' }),
      endpoints: [
        {
          path: '/echo',
          pingEveryMs: 60_000,
          open: (socket) => {
            socket.on('message', (raw) => {
              messages.push((raw as Buffer).toString('utf8'))
              socket.send(raw as Buffer, { binary: false })
            })
          },
        },
      ],
    })
  })
  afterEach(() => sockets.close())

  async function opened(): Promise<RawClient> {
    const client = sockets.raw('/echo')
    await eventually(() => {
      expect(client.received()).to.match(/^HTTP\/1.1 101 /)
    })
    return client
  }

  it('are at most 1 MiB, else the socket is closed with 1009', async () => {
    const client = sockets.client('/echo')
    await client.opened
    client.socket.send('x'.repeat(MIB))
    await eventually(() => {
      expect(messages.map(({ length }) => length)).to.deep.equal([MIB])
    })
    client.socket.send('x'.repeat(MIB + 1))
    expect((await client.closed).code).to.equal(1009)
    await sockets.expectEcho('/echo')
  })

  it('are not gathered when they claim 100 MB, or when fragments add up', async () => {
    const block = Buffer.alloc(64 * 1024)
    const claims = await opened()
    const before = process.memoryUsage().arrayBuffers
    claims.socket.write(rawFrame(BINARY, block, 100 * MIB))
    // Each block only when the one before has left, so that what grows is not our own client.
    for (let sent = 0; sent < 1600 && !claims.socket.destroyed; sent += 1) {
      await new Promise((resolve) => claims.socket.write(block, resolve))
    }
    const fragments = await opened()
    for (let sent = 0; sent < 200 && !fragments.socket.destroyed; sent += 1) {
      await new Promise((resolve) => fragments.socket.write(rawFrame(sent === 0 ? 0x02 : 0x00, block), resolve))
    }
    await Promise.all([claims.closed, fragments.closed])
    expect(messages).to.deep.equal([])
    // The sender's buffers are garbage; a runtime without work may not collect it for long.
    await eventually(() => {
      collectGarbage()
      expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(20 * MIB)
    })
    await sockets.expectEcho('/echo')
  })

  const malformed: Readonly<Record<string, Buffer>> = {
    'reserved bits': rawFrame(0xf1, Buffer.from('x')),
    'an unknown opcode': rawFrame(0x83, Buffer.from('x')),
    'no mask': rawFrame(TEXT, Buffer.from('x'), 1, false),
    'text that is not UTF-8': rawFrame(TEXT, Buffer.from([0xff, 0xfe])),
    'a continuation of nothing': rawFrame(0x80, Buffer.from('x')),
    'a ping longer than allowed': rawFrame(0x89, Buffer.alloc(126)),
    'a length of 2^63': Buffer.concat([Buffer.from([BINARY, 0xff, 0x80]), Buffer.alloc(7), Buffer.alloc(4)]),
    'a close code that does not exist': rawFrame(0x88, Buffer.from([0x00, 0x01])),
    'a close frame of one byte': rawFrame(0x88, Buffer.from([3])),
    'HTTP instead of frames': Buffer.from('GET / HTTP/1.1\r\n\r\n'),
  }
  for (const [what, bytes] of Object.entries(malformed)) {
    it(`close their socket and nothing else: ${what}`, async () => {
      const { socket, closed } = await opened()
      socket.write(bytes)
      await closed
      await eventually(() => {
        expect(sockets.openSockets()).to.equal(0)
      })
      expect([messages, sockets.defects]).to.deep.equal([[], []])
      await sockets.expectEcho('/echo')
    })
  }

  it('may be cut short anywhere', async () => {
    const half = rawFrame(TEXT, Buffer.from('a whole sentence'), 1000)
    for (let cut = 1; cut < half.byteLength; cut += 3) {
      const { socket } = await opened()
      socket.write(half.subarray(0, cut))
      if (cut % 2 === 0) socket.resetAndDestroy()
      else socket.end()
    }
    await eventually(() => {
      expect(sockets.openSockets()).to.equal(0)
    })
    expect([messages, sockets.defects]).to.deep.equal([[], []])
    await sockets.expectEcho('/echo')
  })
})

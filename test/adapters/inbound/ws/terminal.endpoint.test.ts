import * as TE from 'fp-ts/lib/TaskEither.js'
import { terminalEndpoint } from '../../../../adapters/inbound/ws/terminal.endpoint.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryLog, type MemoryLog } from '../../../../adapters/outbound/memory/log.memory.js'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../../adapters/outbound/memory/session-host.memory.js'
import {
  memoryTerminalHost,
  type MemoryTerminalHost,
} from '../../../../adapters/outbound/memory/terminal-host.memory.js'
import type { Permits } from '../../../../application/access/permits.js'
import { THE_HUB, type Caller } from '../../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { makeAttachments, type Attachments } from '../../../../application/terminal/attachments.js'
import { makeLastSize } from '../../../../application/terminal/last-size.js'
import { makeReturnToTerminal } from '../../../../application/terminal/return-to-terminal.js'
import { makeOpenTerminal } from '../../../../application/terminal/open-terminal.js'
import type { TerminalHost } from '../../../../application/terminal/terminal-host.port.js'
import type { Principal } from '../../../../domain/access/principal.js'
import { STALL_LIMIT_MS } from '../../../../domain/terminal/output-pace.js'
import { eventually } from '../../../support/eventually.js'
import { serveSockets, type LoopbackSockets, type SocketClient } from '../../../support/loopback-sockets.js'
import { makeSessionDirectory } from '../../../../application/sessions/session-directory.js'

const CALLER: Caller & { readonly principal: Principal } = {
  ...THE_HUB,
  ip: '127.0.0.1',
  principal: { kind: 'operator' },
}
const SIZE = { columns: 90, rows: 25 }

describe('terminal endpoint', () => {
  let sessions: MemorySessionHost
  let host: MemoryTerminalHost
  let attachments: Attachments
  let audit: MemoryAuditLog
  let clock: MemoryClock
  let log: MemoryLog
  let sockets: LoopbackSockets
  let isDriver: boolean
  let isAdmin: boolean
  const permits: Permits = (_principal, needs) => TE.right(needs.includes('admin') ? isAdmin : isDriver)

  async function serve(terminalHost: Pick<TerminalHost, 'attach'>): Promise<void> {
    const directory = makeSessionDirectory()
    const openTerminal = makeOpenTerminal({
      host: terminalHost,
      attachments,
      directory,
      lastSize: makeLastSize(),
      audit,
      clock,
    })
    const returnToTerminal = makeReturnToTerminal({ openTerminal, directory, clock })
    sockets = await serveSockets<typeof CALLER>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller: CALLER }),
      endpoints: [terminalEndpoint({ openTerminal, returnToTerminal, permits, log })],
    })
  }

  beforeEach(async () => {
    clock = memoryClock()
    isDriver = true
    isAdmin = true
    sessions = memorySessionHost(clock)
    for (const name of ['one', 'größe']) sessions.controls.startByHand(name)
    host = memoryTerminalHost({ sessions })
    attachments = makeAttachments()
    audit = memoryAuditLog()
    log = memoryLog()
    await serve(host)
  })
  afterEach(() => sockets.close())

  async function drawn(path = '/api/terminal/one?cols=90&rows=25'): Promise<SocketClient> {
    const client = sockets.client(path)
    await eventually(() => {
      expect(client.bytes()).to.contain('\x1b[H')
    })
    return client
  }

  async function shows(client: SocketClient, text: string): Promise<void> {
    await eventually(() => {
      clock.advance(8)
      expect(client.bytes()).to.contain(text)
    })
  }

  it('attaches with the size of the query and shows what the session prints as binary frames', async () => {
    const client = await drawn('/api/terminal/gr%C3%B6%C3%9Fe?cols=90&rows=25')
    host.print('größe', 'grüße')
    await shows(client, 'grüße')
    expect([host.sizeOf('größe'), client.texts]).to.deep.equal([SIZE, []])
  })

  it('types input from text and binary frames, in order, and answers pings', async () => {
    const client = await drawn()
    client.send({ type: 'input', data: 'a' })
    client.socket.send(Buffer.from(JSON.stringify({ type: 'input', data: 'ü' })))
    client.send({ type: 'ping' })
    client.send({ type: 'input', data: 'c' })
    await shows(client, 'aüc')
    expect(client.texts).to.deep.equal(['{"type":"pong"}'])
  })

  it('gives the keys of a viewer that is no admin to the program alone, also when it returns', async () => {
    isAdmin = false
    for (const path of ['/api/terminal/one?cols=90', '/api/terminal/one?cols=90&resume=0123456789abcdef']) {
      const client = await drawn(path)
      client.send({ type: 'input', data: '\x02d' })
      await shows(client, '\x02d')
      expect(client.socket.readyState).to.equal(client.socket.OPEN)
    }
    isAdmin = true
    const admin = await drawn()
    admin.send({ type: 'input', data: '\x02d' })
    await shows(admin, '[detached')
  })

  it('draws for a viewer that does not drive the session, and takes neither its input nor its size', async () => {
    await drawn()
    isDriver = false
    const client = await drawn('/api/terminal/one?cols=20&rows=5')
    client.send({ type: 'input', data: 'forbidden' })
    client.send({ type: 'visible', visible: true })
    client.send({ type: 'resize', cols: 30, rows: 6 })
    client.send({ type: 'ping' })
    await eventually(() => {
      expect(client.texts).to.deep.equal([
        '{"type":"error","message":"The token may not type into this session"}',
        '{"type":"pong"}',
      ])
    })
    host.print('one', 'output')
    await shows(client, 'output')
    expect([client.bytes().includes('forbidden'), host.sizeOf('one')]).to.deep.equal([false, SIZE])
  })

  it('loses nothing that was sent before the session was attached', async () => {
    const client = sockets.client('/api/terminal/one')
    client.socket.once('open', () => {
      for (const letter of 'early') client.send({ type: 'input', data: letter })
      client.send({ type: 'resize', cols: 90, rows: 25 })
      client.send({ type: 'ping' })
    })
    await shows(client, 'early')
    expect([host.sizeOf('one'), client.texts]).to.deep.equal([SIZE, ['{"type":"pong"}']])
  })

  it('never types invalid frames, and drops invalid sizes', async () => {
    const client = await drawn()
    for (const text of ['rm -rf /\r', '{"type":"input"', 'null', '[]', '7', '{"type":"input","data":{}}']) {
      client.socket.send(text)
      client.socket.send(Buffer.from(text))
    }
    client.socket.send(Buffer.from([0xff, 0x00, 0x9f]))
    client.socket.send('')
    for (const cols of [NaN, 1.5, '80', null]) client.send({ type: 'resize', cols, rows: 24 })
    client.send({ type: 'input', data: 'only this' })
    await shows(client, 'only this')
    expect(client.bytes().endsWith('\x1b[H\x1b[2Jonly this')).to.equal(true)
    expect(host.sizeOf('one')).to.deep.equal(SIZE)
  })

  it('clamps a resize', async () => {
    const client = await drawn()
    client.send({ type: 'resize', cols: 1e9, rows: -1 })
    await eventually(() => {
      expect(host.sizeOf('one')).to.deep.equal({ columns: 500, rows: 2 })
    })
  })

  it('leaves the size to the visible one of two viewers, and hands it over when that changes', async () => {
    const desk = await drawn()
    const phone = await drawn('/api/terminal/one?cols=40&rows=60&hidden=1')
    phone.send({ type: 'resize', cols: 41, rows: 61 })
    phone.send({ type: 'ping' })
    await eventually(() => {
      expect(phone.texts).to.have.length(1)
    })
    expect(host.sizeOf('one')).to.deep.equal(SIZE)
    desk.send({ type: 'visible', visible: false })
    phone.send({ type: 'visible', visible: true })
    await eventually(() => {
      expect(host.sizeOf('one')).to.deep.equal({ columns: 41, rows: 61 })
    })
  })

  it('turns the wheel for a program and answers with the state of the pane; a reader turns nothing', async () => {
    host.print('one', '\x1b[?1049h')
    const client = await drawn()
    isDriver = false
    const reader = await drawn()
    reader.send({ type: 'wheel', notches: -7, column: 1, row: 1 })
    client.send({ type: 'wheel', notches: -1, column: 1, row: 1 })
    await shows(client, '\x1b[A'.repeat(3))
    await eventually(() => {
      for (const { texts } of [client, reader])
        expect(texts).to.deep.equal(['{"type":"pane","mouse":false,"scrolls":"program"}'])
    })
    expect(client.bytes()).to.not.contain('\x1b[A'.repeat(4))
  })

  const ID = 'viewer-0123456789'

  it('continues the output of a viewer with an id after a loss, and types its numbered input once', async () => {
    const first = await drawn(`/api/terminal/one?resume=${ID}`)
    first.send({ type: 'input', data: 'a', seq: 1 })
    first.send({ type: 'input', data: 'a', seq: 1 })
    first.send({ type: 'input', data: 'b', seq: 2 })
    first.send({ type: 'ping' })
    await shows(first, 'ab')
    expect(first.texts).to.deep.equal([
      '{"type":"hello","from":0,"continued":false,"applied":null}',
      '{"type":"pong","applied":2}',
    ])
    const received = first.bytes().length
    first.socket.terminate()
    await eventually(() => {
      expect(sockets.openSockets()).to.equal(0)
    })
    host.print('one', ' meanwhile')
    const second = sockets.client(`/api/terminal/one?resume=${ID}&from=${String(received - 1)}`)
    await second.opened
    second.send({ type: 'input', data: 'b', seq: 2 })
    second.send({ type: 'input', data: 'c', seq: 3 })
    await shows(second, 'c')
    expect([second.bytes(), second.texts]).to.deep.equal([
      'b meanwhilec',
      [`{"type":"hello","from":${String(received - 1)},"continued":true,"applied":2}`],
    ])
    expect(host.viewersOf('one')).to.equal(1)
  })

  it('confirms the last input of a viewer with an id before the hub stops', async () => {
    const client = await drawn(`/api/terminal/one?resume=${ID}`)
    client.send({ type: 'input', data: 'a', seq: 9 })
    await shows(client, 'a')
    attachments.closeAll()
    expect((await client.closed).code).to.equal(1001)
    expect(client.texts.at(-1)).to.equal('{"type":"pong","applied":9}')
  })

  it('detaches a viewer with an id that leaves by a close frame', async () => {
    const client = await drawn(`/api/terminal/one?resume=${ID}`)
    client.socket.close(1000)
    await eventually(() => {
      expect([attachments.count(), host.viewersOf('one')]).to.deep.equal([0, 0])
    })
  })

  it('treats a viewer with an invalid id or position as one without them', async () => {
    const plain = await drawn('/api/terminal/one?resume=short&from=3')
    expect(plain.texts).to.deep.equal([])
    const client = await drawn(`/api/terminal/one?resume=${ID}&from=-1e9`)
    expect(client.texts).to.deep.equal(['{"type":"hello","from":0,"continued":false,"applied":null}'])
  })

  it('says that a session is not found, then closes with 4004', async () => {
    const client = sockets.client('/api/terminal/none')
    expect([await client.closed, client.texts]).to.deep.equal([
      { code: 4004, reason: 'Session not found' },
      ['{"type":"error","message":"Session \\"none\\" not found"}'],
    ])
  })

  it('closes with 1013 when the terminal cannot be had right now', async () => {
    await sockets.close()
    await serve({ attach: () => TE.left(unavailable('terminals', 'no pty could be opened')) })
    const client = sockets.client('/api/terminal/one')
    expect((await client.closed).code).to.equal(1013)
    expect(client.texts).to.deep.equal(['{"type":"error","message":"The terminal cannot be opened right now"}'])
    expect(log.entries).to.deep.equal([
      {
        level: 'warn',
        message: 'a terminal could not be opened',
        fields: { session: 'one', fault: 'terminals: no pty could be opened' },
      },
    ])
  })

  it('shows the last words of a session, then closes with 4004 directly and without a text frame', async () => {
    const client = await drawn()
    for (let line = 0; line < 20; line += 1) host.print('one', 'bye ')
    sessions.controls.exit('one')
    client.send({ type: 'input', data: 'too late' })
    client.send({ type: 'resize', cols: 10, rows: 10 })
    expect(await client.closed).to.deep.equal({ code: 4004, reason: 'Session not found' })
    expect(client.bytes().endsWith(`${'bye '.repeat(20)}[exited]\r\n`)).to.equal(true)
    expect(client.texts).to.deep.equal([])
  })

  it('closes with 1000 when only the viewer was detached', async () => {
    const client = await drawn()
    host.detachAll('one')
    expect((await client.closed).code).to.equal(1000)
  })

  it('closes with 1001 when the hub stops', async () => {
    const client = await drawn()
    attachments.closeAll()
    expect((await client.closed).code).to.equal(1001)
  })

  it('detaches once when the client goes, however it goes', async () => {
    const polite = await drawn()
    const gone = await drawn()
    polite.socket.close()
    gone.socket.terminate()
    await eventually(() => {
      expect([attachments.count(), host.viewersOf('one')]).to.deep.equal([0, 0])
    })
    const events = audit.entries.map(({ event, caller }) => `${event} ${caller.ip ?? ''}`)
    expect(events.sort()).to.deep.equal([
      'session.attach 127.0.0.1',
      'session.attach 127.0.0.1',
      'session.detach 127.0.0.1',
      'session.detach 127.0.0.1',
    ])
  })

  it('detaches a client that left while it was attaching', async () => {
    await sockets.close()
    let release: (() => void) | undefined
    await serve({
      attach: (spec, listener) => () =>
        new Promise<void>((resolve) => {
          release = resolve
        }).then(host.attach(spec, listener)),
    })
    const client = sockets.client('/api/terminal/one')
    await client.opened
    await eventually(() => {
      expect(release).not.to.equal(undefined)
    })
    await sockets.stop()
    release?.()
    await eventually(() => {
      expect([attachments.count(), host.viewersOf('one')]).to.deep.equal([0, 0])
    })
  })

  it('cuts off a viewer who has read nothing for 30 s', async () => {
    const stalled = sockets.raw('/api/terminal/one')
    await eventually(() => {
      expect(stalled.received()).to.contain('\x1b[H')
    })
    stalled.socket.pause()
    const other = await drawn()
    const kilobytes = 'x'.repeat(64 * 1024)
    // The kernel takes some megabytes before anything waits with us.
    for (let round = 0; round < 400; round += 1) {
      host.print('one', kilobytes)
      if (round % 10 === 0) await new Promise(setImmediate)
    }
    host.print('one', 'END')
    await shows(other, 'END')
    clock.advance(STALL_LIMIT_MS)
    await eventually(() => {
      expect(attachments.count()).to.equal(1)
    })
    stalled.socket.resume()
    await stalled.closed
    await eventually(() => {
      expect([other.socket.readyState, sockets.openSockets()]).to.deep.equal([1, 1])
    })
  })

  it('reads no further input while the pty takes none', async () => {
    await sockets.close()
    const written: string[] = []
    let drained: (() => void) | undefined
    await serve({
      attach: (_, listener) => {
        drained = listener.drained
        return TE.right({
          write: (input) => {
            written.push(input)
            return written.length !== 2
          },
          resize: () => undefined,
          setHidden: () => undefined,
          wheel: () => TE.right({ mouse: false, scrolls: 'viewer' }),
          pause: () => undefined,
          resume: () => undefined,
          close: () => undefined,
        })
      },
    })
    const client = sockets.client('/api/terminal/one')
    await client.opened
    for (const data of ['a', 'b']) client.send({ type: 'input', data })
    await eventually(() => {
      expect(written).to.deep.equal(['a', 'b'])
    })
    client.send({ type: 'input', data: 'c' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(written).to.deep.equal(['a', 'b'])
    drained?.()
    await eventually(() => {
      expect(written).to.deep.equal(['a', 'b', 'c'])
    })
  })
})

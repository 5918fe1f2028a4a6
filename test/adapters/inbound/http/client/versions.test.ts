import * as E from 'fp-ts/lib/Either.js'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, WebSocket } from 'ws'
import { followEvents } from '../../../../../adapters/inbound/http/client/follow-events.js'
import { hubClient } from '../../../../../adapters/inbound/http/client/hub-client.js'
import type { OpenSocket } from '../../../../../adapters/inbound/http/client/open-socket.js'
import { eventually } from '../../../../support/eventually.js'
import { hubOfSuite, openFakeHub, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { runCli } from '../../../../support/run-cli.js'

const openSocket: OpenSocket = (url, protocols) => new WebSocket(url, protocols)
const STARTED = { type: 'session-started', id: 'one', name: 'cc-shop', at: 1 }

describe('the client of a hub of another version', () => {
  let server: Server
  let sockets: WebSocketServer
  let url: string
  beforeEach(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
    })
    sockets = new WebSocketServer({ server })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  })
  afterEach(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  })

  it('names a field that an older hub does not send', async () => {
    const read = await hubClient({ baseUrl: url, token: () => 'token' }).readScrollback({ params: { name: 'cc-x' } })()
    expect(read).to.deep.equal(E.left({ _tag: 'Unreadable', status: 200, at: ['data'] }))
  })

  it('passes on events that it does not know as they are, and those that it knows without unknown fields', async () => {
    sockets.on('connection', (socket) => {
      for (const frame of [
        { type: 'hello', boot: 1, seq: 1, newer: true },
        { type: 'session-levitated', at: 1, seq: 2 },
        { ...STARTED, seq: 3, newer: true },
      ])
        socket.send(JSON.stringify(frame))
    })
    const stop = new AbortController()
    const unread: unknown[] = []
    const read: unknown[] = []
    const listener = {
      unread: (raw: unknown) => unread.push(raw),
      event: (event: object) => {
        read.push(event)
        stop.abort()
      },
      signal: stop.signal,
    }
    await followEvents({ baseUrl: url, token: () => 'token', openSocket }, listener)
    expect(unread).to.deep.equal([{ type: 'session-levitated', at: 1, seq: 2 }])
    expect(read).to.deep.equal([{ ...STARTED, seq: 3 }])
  })

  it('learns from an older hub, which numbers no events, that some are missing after a loss', async () => {
    sockets.on('connection', (socket) => {
      socket.send('{"type":"hello"}')
      socket.send(JSON.stringify(STARTED), () => socket.terminate())
    })
    const stop = new AbortController()
    const seen: string[] = []
    await followEvents(
      { baseUrl: url, token: () => 'token', openSocket },
      {
        event: ({ type }) => seen.push(type),
        gap: () => {
          seen.push('gap')
          stop.abort()
        },
        signal: stop.signal,
      },
    )
    expect(seen).to.deep.equal(['session-started', 'gap'])
  })
})

describe('the client of a hub that is gone', () => {
  const closedUrl = async (): Promise<string> => {
    const hub = await openFakeHub()
    await hub.close()
    return hub.url
  }

  it('says so for a call, for events and on the command line', async () => {
    const baseUrl = await closedUrl()
    const failure = await hubClient({ baseUrl, token: () => null }).listSessions()()
    expect(E.isLeft(failure) && failure.left._tag).to.equal('Unreachable')
    const { signal } = new AbortController()
    const end = await followEvents({ baseUrl, token: () => null, openSocket }, { event: () => undefined, signal })
    expect(end._tag).to.equal('Unreachable')
    for (const line of ['sessions ls', 'events --follow', 'sessions wait cc-x']) {
      const { code, err } = await runCli(`--hub ${baseUrl} ${line}`)
      expect([line, code]).to.deep.equal([line, 3])
      expect(err).to.contain(`the hub at ${baseUrl} does not answer`).and.contain('that the hub runs there')
    }
  })
})

describe('the events of a hub', () => {
  const hub = hubOfSuite()

  it('come whole through a loss of the connection', async () => {
    const opened: WebSocket[] = []
    const stop = new AbortController()
    const seen: string[] = []
    const counted: OpenSocket = (url, protocols) => {
      const socket = new WebSocket(url, protocols)
      opened.push(socket)
      return socket
    }
    const end = followEvents(
      { baseUrl: hub.url, token: () => OPERATOR_TOKEN, openSocket: counted },
      {
        event: (event) => {
          if (event.type === 'session-started') seen.push(event.name)
        },
        gap: () => seen.push('gap'),
        lost: () => seen.push('lost'),
        signal: stop.signal,
      },
    )
    const start = (name: string) => hub.send('POST', '/api/sessions', { body: { name, directory: '/work' } })
    await eventually(() => {
      expect(opened[0]?.readyState).to.equal(WebSocket.OPEN)
    })
    await start('one')
    await eventually(() => {
      expect(seen).to.deep.equal(['cc-one'])
    })
    opened[0]?.terminate()
    await start('two')
    await eventually(() => {
      expect(seen).to.deep.equal(['cc-one', 'lost', 'cc-two'])
    })
    stop.abort()
    expect(await end).to.deep.equal({ _tag: 'Stopped' })
  })

  it('end at once for a wrong token', async () => {
    const options = { baseUrl: hub.url, token: () => 'wrong', openSocket }
    const end = await followEvents(options, { event: () => undefined, signal: new AbortController().signal })
    expect(end).to.deep.equal({ _tag: 'Closed', code: 4001 })
  })
})

import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { makeEventStreams } from '../../../../../adapters/inbound/http/events/event-streams.js'
import { makeEventJournal } from '../../../../../application/shared/event-journal.js'
import { makeFeed, type Feed } from '../../../../../application/shared/feed.js'
import { sessionId } from '../../../../../domain/sessions/session-id.js'
import { eventually } from '../../../../support/eventually.js'
import { openFakeHub, OPERATOR_TOKEN, type FakeHub } from '../../../../support/fake-hub.js'

const BOOT = 1_772_352_930_123

interface Stream {
  readonly response: IncomingMessage
  readonly text: () => string
  readonly leave: () => void
}

async function openAt(port: number, headers: Record<string, string> = {}): Promise<Stream> {
  const asked = request({
    port,
    path: '/api/events',
    agent: false,
    headers: { Authorization: `Bearer ${OPERATOR_TOKEN}`, ...headers },
  })
  asked.on('error', () => undefined)
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  response.on('error', () => undefined)
  response.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const stream = { response, text: () => text, leave: () => asked.destroy() }
  return stream
}

describe('event streams', () => {
  let feed: Feed
  let server: Server
  beforeEach(async () => {
    feed = makeFeed()
    const streams = makeEventStreams({ journal: makeEventJournal(feed, BOOT), questions: () => [] })
    server = createServer(
      (asked, response) => void streams.send(response, String(asked.headers['last-event-id'] ?? '')),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const open = (headers: Record<string, string> = {}): Promise<Stream> =>
    openAt((server.address() as AddressInfo).port, headers)
  const connections = (): Promise<number> =>
    new Promise((resolve) => server.getConnections((_, count) => resolve(count)))
  const publish = (name: string): void =>
    feed.publish({ _tag: 'session-started', session: sessionId(name), name, at: 5 })

  it('sends hello with the position, then every event with its id', async () => {
    const { text } = await open()
    publish('a')
    await eventually(() => {
      expect(text()).to.equal(
        `id: ${BOOT}-0\ndata: {"type":"hello","boot":${BOOT},"seq":0}\n\n` +
          `id: ${BOOT}-1\ndata: {"type":"session-started","id":"a","name":"a","at":5,"seq":1}\n\n`,
      )
    })
  })

  it('sends what was missed after Last-Event-ID, and says when that is no longer known', async () => {
    for (const name of ['a', 'b']) publish(name)
    const resumed = await open({ 'Last-Event-ID': `${BOOT}-1` })
    await eventually(() => {
      expect(resumed.text()).to.match(/"name":"b".*\n\n$/s)
    })
    expect(resumed.text()).to.not.contain('"name":"a"')
    for (const id of [`${BOOT - 1}-1`, `${BOOT}-9`, 'nonsense']) {
      const { text } = await open({ 'Last-Event-ID': id })
      await eventually(() => {
        expect(text(), id).to.contain(`id: ${BOOT}-2\ndata: {"type":"gap","boot":${BOOT},"seq":2}`)
      })
    }
  })

  it('cuts off a client that does not read', async () => {
    const { response } = await open()
    response.pause()
    await eventually(async () => {
      publish('x'.repeat(512 * 1024))
      expect(await connections()).to.equal(0)
    })
  })
})

describe('GET /api/events', () => {
  let hub: FakeHub
  const streams = new Set<Stream>()
  before(async () => {
    hub = await openFakeHub()
  })
  after(async () => {
    for (const { leave } of streams) leave()
    await hub.close()
  })

  async function open(headers: Record<string, string> = {}): Promise<Stream> {
    const stream = await openAt(hub.port, headers)
    streams.add(stream)
    return stream
  }

  it('is a stream of what happens in the hub', async () => {
    const { response, text } = await open()
    expect([response.statusCode, response.headers['content-type'], response.headers['cache-control']]).to.deep.equal([
      200,
      'text/event-stream',
      'no-store',
    ])
    await hub.send('POST', '/api/sessions', { body: { name: 'told' } })
    await eventually(() => {
      expect(text()).to.match(/id: \d+-\d+\ndata: \{"type":"session-started","id":"[^"]+","name":"cc-told"/)
    })
  })

  it('is for the operator alone, from own hosts and origins', async () => {
    const status = async (headers: Record<string, string>): Promise<number | undefined> =>
      (await open(headers)).response.statusCode
    expect([
      await status({ Authorization: 'Bearer wrong' }),
      await status({ Authorization: `Bearer ${await hub.tokenOf('cc-a')}` }),
      await status({ Origin: 'https://evil.example' }),
      await status({ Host: 'evil.example' }),
    ]).to.deep.equal([401, 403, 403, 403])
    expect((await hub.send('GET', `/api/events?token=${OPERATOR_TOKEN}`, { token: null })).status).to.equal(401)
  })

  it('sends no body for HEAD', async () => {
    const head = await hub.send('HEAD', '/api/events')
    expect([head.status, head.text]).to.deep.equal([200, ''])
  })

  it('ends when the operator has another token', async () => {
    const { response } = await open()
    const ended = once(response, 'end')
    hub.operatorToken.rotate('another-token-of-the-operator-0123456789')
    await ended
  })
})

import * as E from 'fp-ts/lib/Either.js'
import { notificationsEndpoint } from '../../../../adapters/inbound/ws/notifications.endpoint.js'
import { makeLiveLists } from '../../../../adapters/inbound/ws/live-lists.js'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { makePublishSessions } from '../../../../application/overview/publish-sessions.js'
import type { FollowConversation } from '../../../../application/conversations/follow-conversation.js'
import type { SessionEntry } from '../../../../application/overview/read-session-list.js'
import { makeEventJournal } from '../../../../application/shared/event-journal.js'
import { makeFeed } from '../../../../application/shared/feed.js'
import type { Feed } from '../../../../application/shared/feed.js'
import { makePresence, PRESENCE_STALE_MS, type Presence } from '../../../../application/attention/presence.js'
import { THE_HUB, type Caller } from '../../../../application/shared/audit-log.port.js'
import type { Endpoint } from '../../../../infrastructure/ws/endpoint.js'
import { anEntry } from '../../../support/session-entries.js'
import { eventually } from '../../../support/eventually.js'
import { serveSockets, type LoopbackSockets, type SocketClient } from '../../../support/loopback-sockets.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { makeSessionDirectory } from '../../../../application/sessions/session-directory.js'

const HELLO = '{"type":"hello"}'

describe('notifications endpoint', () => {
  let clock: MemoryClock
  let feed: Feed
  let presence: Presence
  let sockets: LoopbackSockets
  let entries: ReadonlyArray<SessionEntry>
  let screen: ReadonlyArray<string>
  let ports: string
  let update: string
  let agents: Promise<string>
  let followed: string[]
  let grow: Parameters<FollowConversation>[2]
  const never = (): Promise<string> => Promise.reject(new Error('not watched'))

  const endpoint = (): Endpoint<Caller> =>
    notificationsEndpoint({
      journal: makeEventJournal(feed, 7),
      presence,
      questions: () => [],
      liveLists: makeLiveLists({
        publishSessions: makePublishSessions({
          readSessionList: () => Promise.resolve(E.right({ entries, hostFault: null, missing: [] })),
          feed,
          clock,
        }),
        readScreens: (names, _lines, form) => () =>
          Promise.resolve(
            names.map((name) => ({
              name,
              lines: [...screen],
              ...(form === 'styled' ? { styled: screen.map((text) => [{ text, fg: 2, bold: true as const }]) } : {}),
            })),
          ),
        readParts: {
          'background-agents': () => agents,
          ports: () => Promise.resolve(ports),
          recordings: never,
          server: never,
          updates: () => Promise.resolve(update),
          webhooks: never,
        },
        followConversation: (name, calls, changed) => {
          const one = [name, ...calls].join(' ')
          followed.push(one)
          grow = changed
          return () => void followed.splice(followed.indexOf(one), 1)
        },
        readAccounts: () => Promise.resolve([]),
        clock,
      }),
    })

  beforeEach(async () => {
    entries = []
    screen = ['$ ']
    ports = 'none'
    update = ''
    agents = Promise.resolve('')
    followed = []
    clock = memoryClock(1_000)
    feed = makeFeed()
    presence = makePresence({ directory: makeSessionDirectory(), clock })
    sockets = await serveSockets<Caller>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller: THE_HUB }),
      endpoints: [endpoint()],
    })
  })
  afterEach(() => sockets.close())

  it('is pinged every 30 s', () => {
    expect(endpoint().pingEveryMs).to.equal(30_000)
  })

  async function listener(): Promise<SocketClient> {
    const client = sockets.client('/api/notifications/events')
    await eventually(() => {
      expect(client.texts).to.deep.equal([HELLO])
    })
    return client
  }

  it('says hello first and then every event to every client, in order', async () => {
    feed.publish({ _tag: 'session-started', session: sessionId('before'), name: 'before', at: 1 })
    const clients = [await listener(), await listener()]
    feed.publish({ _tag: 'session-started', session: sessionId('cc-a'), name: 'cc-a', at: 2 })
    feed.publish({ _tag: 'session-renamed', session: sessionId('cc-a'), oldName: 'cc-a', newName: 'cc-b', at: 3 })
    feed.publish({ _tag: 'session-attached', session: sessionId('cc-b'), name: 'cc-b', attached: true, at: 4 })
    feed.publish({ _tag: 'session-ended', session: sessionId('cc-b'), name: 'cc-b', at: 5 })
    for (const { texts } of clients) {
      await eventually(() => {
        expect(texts).to.deep.equal([
          HELLO,
          '{"type":"session-started","id":"cc-a","name":"cc-a","at":2}',
          '{"type":"session-renamed","id":"cc-a","oldName":"cc-a","newName":"cc-b","at":3}',
          '{"type":"session-attached","id":"cc-b","name":"cc-b","attached":true,"at":4}',
          '{"type":"session-ended","id":"cc-b","name":"cc-b","at":5}',
        ])
      })
    }
  })

  it('numbers events for a client that asks for it, and sends the missed ones when it comes back', async () => {
    const started = (name: string): void =>
      feed.publish({ _tag: 'session-started', session: sessionId(name), name, at: 1 })
    const first = sockets.client('/api/notifications/events?after=')
    await eventually(() => {
      expect(first.texts).to.deep.equal(['{"type":"hello","boot":7,"seq":0}'])
    })
    started('a')
    await eventually(() => {
      expect(first.texts).to.include('{"type":"session-started","id":"a","name":"a","at":1,"seq":1}')
    })
    first.socket.terminate()
    started('b')
    const again = sockets.client('/api/notifications/events?after=7-1')
    await eventually(() => {
      expect(again.texts).to.deep.equal([
        '{"type":"hello","boot":7,"seq":2}',
        '{"type":"session-started","id":"b","name":"b","at":1,"seq":2}',
      ])
    })
    for (const after of ['6-1', '7-3', 'x', '7-1-1', '7-99999999999999999999']) {
      const lost = sockets.client(`/api/notifications/events?after=${after}`)
      await eventually(() => {
        expect(lost.texts, after).to.deep.equal([
          '{"type":"hello","boot":7,"seq":2}',
          '{"type":"gap","boot":7,"seq":2}',
        ])
      })
    }
  })

  it('sends changes of the list, watched screens and limits to clients that keep lists, and to no other', async () => {
    const plain = await listener()
    const live = sockets.client('/api/notifications/events?live=1')
    await eventually(() => {
      expect(live.texts).to.deep.equal(['{"type":"hello","boot":7,"seq":0,"revision":0}'])
    })
    const kinds = (): ReadonlyArray<string> =>
      live.texts.map((text) => (JSON.parse(text) as { type: string; revision?: number }).type)
    entries = [anEntry({ name: 'cc-a' })]
    clock.advance(50)
    await eventually(() => {
      expect(kinds()).to.deep.equal(['hello', 'session-list'])
    })
    live.send({ type: 'watch', names: ['cc-a'], lines: 6 })
    await eventually(() => {
      expect(live.texts.at(-1)).to.equal('{"type":"screens","screens":[{"name":"cc-a","lines":["$ "]}]}')
    })
    screen = ['$ make']
    clock.advance(2_000)
    await eventually(() => {
      expect(live.texts.at(-1)).to.equal('{"type":"screens","screens":[{"name":"cc-a","lines":["$ make"]}]}')
    })
    live.send({ type: 'watch', names: ['cc-a'], lines: 6, styled: true })
    await eventually(() => {
      expect(live.texts.at(-1)).to.equal(
        '{"type":"screens","screens":[{"name":"cc-a","lines":["$ make"],"styled":[[{"text":"$ make","fg":2,"bold":true}]]}]}',
      )
    })
    live.send({ type: 'watch', names: [], lines: 6 })
    live.send({ type: 'watch', names: ['cc-a'], lines: 0 })
    clock.advance(60_000)
    await eventually(() => {
      expect(live.texts.at(-1)).to.equal('{"type":"limits","accounts":[]}')
    })
    feed.publish({ _tag: 'session-ended', session: sessionId('cc-a'), name: 'cc-a', at: 5 })
    entries = []
    clock.advance(50)
    await eventually(() => {
      expect(live.texts.slice(-2)).to.deep.equal([
        '{"type":"session-ended","id":"cc-a","name":"cc-a","at":5,"seq":1}',
        '{"type":"session-list","revision":2,"changed":[],"removed":["cc-a"],"hostFault":null,"missing":[]}',
      ])
    })
    expect(plain.texts).to.deep.equal([HELLO, '{"type":"session-ended","id":"cc-a","name":"cc-a","at":5}'])
    live.socket.close()
    await eventually(() => {
      expect(clock.waiting()).to.equal(0)
    })
  })

  /** A client that is greeted, and what it is told of changed parts. */
  const watching = async () => {
    const live = sockets.client('/api/notifications/events?live=1')
    await eventually(() => {
      expect(live.texts).to.have.length(1)
    })
    return {
      changed: (): ReadonlyArray<string> => live.texts.filter((text) => text.includes('"changed","part"')),
      /** Frames are handled in order, so what came before is done when the screen comes. */
      handled: async (name: string, parts: ReadonlyArray<string>): Promise<void> => {
        live.send({ type: 'watch', names: [name], lines: 6, parts })
        await eventually(() => {
          expect(live.texts.some((text) => text.includes(name))).to.equal(true)
        })
      },
    }
  }

  it('reports changes of the parts that a client watches, and reads no other', async () => {
    const { changed, handled } = await watching()
    await handled('cc-a', ['ports'])
    ports = '5173'
    clock.advance(2_000)
    await eventually(() => {
      expect(changed()).to.deep.equal(['{"type":"changed","part":"ports"}'])
    })
    await handled('cc-b', [])
    ports = 'none'
    clock.advance(4_000)
    await handled('cc-c', [])
    expect(changed()).to.have.length(1)
  })

  it('reports changes of the conversation that a client watches, until it watches none, another one, or is gone', async () => {
    const live = sockets.client('/api/notifications/events?live=1')
    await eventually(() => {
      expect(live.texts).to.have.length(1)
    })
    const watching = async (
      conversation: string | undefined,
      expected: ReadonlyArray<string>,
      calls?: ReadonlyArray<string>,
    ): Promise<void> => {
      const optional = {
        ...(conversation === undefined ? {} : { conversation }),
        ...(calls === undefined ? {} : { calls }),
      }
      live.send({ type: 'watch', names: [], lines: 6, ...optional })
      await eventually(() => {
        expect(followed).to.deep.equal(expected)
      })
    }
    await watching('cc-a', ['cc-a'])
    grow('grown', null, { conversation: 'one', end: 200 })
    await watching('cc-a', ['cc-a'], [])
    grow('replaced', null, { conversation: 'one', end: null })
    await watching('cc-a', ['cc-a call1 call2'], ['call1', 'call2'])
    grow('grown', 'call2', { conversation: 'one', end: 100 })
    await eventually(() => {
      expect(live.texts.slice(1)).to.deep.equal([
        '{"type":"conversation-grown","name":"cc-a","replaced":false,"conversation":"one","end":200}',
        '{"type":"conversation-grown","name":"cc-a","replaced":true,"conversation":"one"}',
        '{"type":"conversation-grown","name":"cc-a","replaced":false,"call":"call2","conversation":"one","end":100}',
      ])
    })
    await watching('cc-b', ['cc-b'])
    live.send({ type: 'watch', names: [], lines: 6, conversation: 'cc-d', calls: Array(21).fill('call') })
    await watching(undefined, [])
    await watching('cc-c', ['cc-c'])
    live.socket.terminate()
    await eventually(() => {
      expect(followed).to.deep.equal([])
    })
    const other = await listener()
    other.send({ type: 'watch', names: [], lines: 6, conversation: 'cc-a' })
    other.send({ type: 'presence', deviceId: 'phone', session: 'cc-a', visible: true })
    await eventually(() => {
      expect(presence.isWatchedOn('phone', sessionId('cc-a'))).to.equal(true)
    })
    expect(followed).to.deep.equal([])
  })

  it('reports an update that was found before a client watches, and each newer one', async () => {
    update = '2.0.0'
    const live = sockets.client('/api/notifications/events?live=1')
    const reported = async (count: number): Promise<void> => {
      await eventually(() => {
        const reports = live.texts.filter((text) => text === '{"type":"changed","part":"updates"}')
        expect(reports).to.have.length(count)
      })
    }
    await eventually(() => {
      expect(live.texts).to.have.length(1)
    })
    live.send({ type: 'watch', names: [], lines: 6, parts: ['updates'] })
    await reported(1)
    update = '2.1.0'
    clock.advance(2_000)
    await reported(2)
  })

  it('reports again what is there when a client watches again, whatever an earlier reading answers later', async () => {
    let answer = (_: string): void => undefined
    agents = new Promise((resolve) => (answer = resolve))
    const { changed, handled } = await watching()
    await handled('cc-a', ['background-agents'])
    await handled('cc-b', [])
    answer('one agent')
    await agents
    await handled('cc-c', [])
    expect(changed()).to.deep.equal([])
    await handled('cc-d', ['background-agents'])
    await eventually(() => {
      expect(changed()).to.deep.equal(['{"type":"changed","part":"background-agents"}'])
    })
  })

  it('keeps presence for each socket: closing one tab says nothing about the other', async () => {
    const [first, second] = [await listener(), await listener()]
    first.send({ type: 'presence', deviceId: 'phone', session: 'cc-a', visible: true })
    second.socket.send(Buffer.from('{"type":"presence","deviceId":"phone","session":"cc-b","visible":true}'))
    await eventually(() => {
      expect(['cc-a', 'cc-b'].map((session) => presence.isWatchedOn('phone', sessionId(session)))).to.deep.equal([
        true,
        true,
      ])
    })
    second.socket.close()
    await eventually(() => {
      expect(presence.isWatchedOn('phone', sessionId('cc-b'))).to.equal(false)
    })
    expect(presence.isWatchedOn('phone', sessionId('cc-a'))).to.equal(true)
    first.send({ type: 'presence', deviceId: 'phone', visible: false })
    await eventually(() => {
      expect(presence.isWatchedOn('phone', sessionId('cc-a'))).to.equal(false)
    })
    expect(presence.isPersonPresent()).to.equal(true) // was here a moment ago
    clock.advance(PRESENCE_STALE_MS + 1)
    expect(presence.isPersonPresent()).to.equal(false)
  })

  it('ignores everything else', async () => {
    const client = await listener()
    for (const frame of [null, 1, [], {}, { type: 'hello' }, { type: 'presence' }]) client.send(frame)
    for (const odd of [
      { deviceId: '', visible: true },
      { deviceId: 'x'.repeat(129), visible: true },
      { deviceId: 7, visible: true },
      { deviceId: 'phone', visible: 'yes' },
    ]) {
      client.send({ type: 'presence', session: 'cc-a', ...odd })
    }
    client.socket.send('not JSON')
    client.socket.send(Buffer.from([0xff, 0xfe]))
    client.send({ type: 'presence', deviceId: 'x'.repeat(128), session: 7, visible: true })
    await eventually(() => {
      expect(presence.all().map(({ deviceId, session }) => [deviceId, session])).to.deep.equal([
        ['x'.repeat(128), null],
      ])
    })
    expect(client.socket.readyState).to.equal(1)
  })

  it('closes a client that does not read, before what waits for it grows without bound', async () => {
    const slow = sockets.raw('/api/notifications/events')
    await eventually(() => {
      expect(slow.received()).to.contain(HELLO)
    })
    slow.socket.pause()
    const fast = await listener()
    const name = 'x'.repeat(64 * 1024)
    let published = 0
    await eventually(async () => {
      for (let event = 0; event < 5; event += 1, published += 1)
        feed.publish({ _tag: 'session-started', session: sessionId(name), name, at: 1 })
      await eventually(() => {
        expect(fast.texts.length).to.equal(published + 1) // reads on a busy machine too, hello included
      })
      expect(sockets.openSockets()).to.equal(1)
    })
    expect(fast.socket.readyState).to.equal(1)
  })
})

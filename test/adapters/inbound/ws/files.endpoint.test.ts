import * as TE from 'fp-ts/lib/TaskEither.js'
import { filesEndpoint } from '../../../../adapters/inbound/ws/files.endpoint.js'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memoryFileEvents, type MemoryFileEvents } from '../../../../adapters/outbound/memory/file-events.memory.js'
import { memoryLog } from '../../../../adapters/outbound/memory/log.memory.js'
import { makeFileChanges, type FileChanges } from '../../../../application/files/change-files.js'
import { makeFileWatch } from '../../../../application/files/file-watch.js'
import type { FindRootError } from '../../../../application/files/locate-file.js'
import { THE_HUB, type Caller } from '../../../../application/shared/audit-log.port.js'
import { rootNotFound } from '../../../../domain/files/errors.js'
import { eventually } from '../../../support/eventually.js'
import { serveSockets, type LoopbackSockets, type SocketClient } from '../../../support/loopback-sockets.js'

const FOLDERS: Readonly<Record<string, string>> = { shop: '/shop', 'session:cc-shop': '/shop/src', gone: '/none' }

describe('files endpoint', () => {
  let clock: MemoryClock
  let fileEvents: MemoryFileEvents
  let fileChanges: FileChanges
  let sockets: LoopbackSockets
  let client: SocketClient

  beforeEach(async () => {
    clock = memoryClock(1_000)
    fileEvents = memoryFileEvents(['/shop/src'])
    fileChanges = makeFileChanges()
    sockets = await serveSockets<Caller>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller: THE_HUB }),
      endpoints: [
        filesEndpoint({
          findRoot: (id): TE.TaskEither<FindRootError, string> =>
            FOLDERS[id] === undefined ? TE.left(rootNotFound(id)) : TE.right(FOLDERS[id]),
          fileWatch: makeFileWatch({ fileEvents, fileChanges, clock }),
          log: memoryLog(),
        }),
      ],
    })
    client = sockets.client('/api/files/events')
    await client.opened
  })
  afterEach(() => sockets.close())

  const heard = () => client.texts.map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>)
  const watching = (id: string) => ({ type: 'watching', id, coverage: 'whole' })
  const events = () => heard().filter(({ type }) => type !== 'watching')
  const until = (check: () => void) => eventually(check)

  async function subscribe(frame: object, id: string): Promise<void> {
    const before = heard().length
    client.send(frame)
    await until(() => {
      expect(heard().slice(before)).to.deep.include(watching(id))
    })
  }

  it('tells of a project and of a session, each under its own name, over one socket', async () => {
    await subscribe({ subscribe: 'shop' }, 'shop')
    await subscribe({ subscribeSession: 'cc-shop' }, 'session:cc-shop')
    fileEvents.write('/shop/src/a.ts')
    fileChanges.tell({ path: '/shop/src/a.ts', kind: 'rename', origin: 'tab' })
    clock.advance(50)
    await until(() => {
      expect(events()).to.have.length(2)
    })
    const rest = { type: 'rename', seq: 1_000_001, at: 1_050, origin: 'tab' }
    expect(events()).to.deep.equal([
      { projectId: 'shop', relPath: 'src/a.ts', ...rest },
      { projectId: 'session:cc-shop', relPath: 'a.ts', ...rest },
    ])
  })

  it('takes session:<name> for a project too, a second time for nothing, and what it does not know for nothing', async () => {
    for (const frame of [
      { subscribe: 'unknown' },
      { subscribe: 'gone' },
      { subscribe: 7 },
      { subscribe: '' },
      null,
      [],
    ])
      client.send(frame)
    client.send({ subscribe: 'session:cc-shop' })
    await subscribe({ subscribe: 'session:cc-shop' }, 'session:cc-shop')
    expect([heard(), fileEvents.watched()]).to.deep.equal([[watching('session:cc-shop')], ['/shop/src']])
    fileEvents.write('/shop/src/b')
    clock.advance(50)
    await until(() => {
      expect(events()).to.have.length(1)
    })
  })

  it('stops when told to, also while it is still starting', async () => {
    client.send({ subscribe: 'shop' })
    client.send({ unsubscribe: 'shop' })
    client.send({ unsubscribeSession: 'cc-never' })
    await subscribe({ subscribeSession: 'cc-shop' }, 'session:cc-shop')
    client.send({ unsubscribeSession: 'cc-shop' })
    await subscribe({ subscribe: 'shop' }, 'shop')
    fileEvents.write('/shop/src/a')
    clock.advance(50)
    await until(() => {
      expect(events().map(({ projectId }) => projectId)).to.deep.equal(['shop'])
    })
  })

  it('lets everything go with the socket', async () => {
    await subscribe({ subscribe: 'shop' }, 'shop')
    client.socket.close()
    await client.closed
    await until(() => {
      clock.advance(30_000)
      expect(fileEvents.watched()).to.deep.equal([])
    })
  })

  it('follows 64 at a time and no more', async () => {
    for (let index = 0; index < 64; index += 1) client.send({ subscribe: `unknown-${String(index)}` })
    // Those that lead nowhere count only until the hub has looked for them.
    await until(() => {
      client.send({ subscribe: 'shop' })
      expect(heard()).to.deep.include(watching('shop'))
    })
  })
})

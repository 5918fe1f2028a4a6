import * as E from 'fp-ts/lib/Either.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makePublishSessions, type PublishSessions } from '../../../application/overview/publish-sessions.js'
import type { SessionEntry, SessionList } from '../../../application/overview/read-session-list.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { makeFeed, type Feed } from '../../../application/shared/feed.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { right } from '../../support/results.js'
import { anEntry } from '../../support/session-entries.js'

const DOWN: Unavailable = { _tag: 'Unavailable', port: 'tmux', detail: 'no server' }

/** Runs everything that only waits for promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the published session list', () => {
  let clock: MemoryClock
  let feed: Feed
  let entries: ReadonlyArray<SessionEntry>
  let hostFault: Unavailable | null
  let reads: number
  let published: PublishSessions
  let missing: SessionList['missing']
  let seen: string[]

  beforeEach(() => {
    clock = memoryClock()
    feed = makeFeed()
    entries = []
    hostFault = null
    missing = []
    reads = 0
    seen = []
    published = makePublishSessions({
      readSessionList: () => {
        reads += 1
        return Promise.resolve(E.right({ entries, hostFault, missing }))
      },
      feed,
      clock,
    })
  })

  const follow = (): (() => void) =>
    published.subscribe(({ revision, changed, removed, hostFault: fault }) => {
      const names = changed.map(({ session }) => session.name)
      seen.push(`${String(revision)} +${names.join()} -${removed.join()} ${fault?.detail ?? ''}`.trim())
    })
  const read = async (): Promise<number> => right(await published.read()).revision

  it('has a first revision even without sessions, and the same one while nothing changes', async () => {
    expect([published.revision(), await read(), await read()]).to.deep.equal([0, 1, 1])
    entries = [anEntry({ name: 'a' })]
    expect([await read(), await read()]).to.deep.equal([2, 2])
    entries = [anEntry({ name: 'a' })]
    expect(await read()).to.equal(2)
  })

  it('tells subscribers what is new, what differs, what is gone and why the list is incomplete', async () => {
    follow()
    entries = [anEntry({ name: 'a' }), anEntry({ name: 'b' })]
    await read()
    entries = [anEntry({ name: 'a' }), anEntry({ name: 'b', path: '/other' }), anEntry({ name: 'c' })]
    await read()
    entries = entries.slice(1)
    hostFault = DOWN
    await read()
    expect(seen).to.deep.equal(['1 +a,b -', '2 +b,c -', '3 + -a no server'])
  })

  it('publishes parts that are missing, and that they are back', async () => {
    published.subscribe(() => undefined)
    entries = [anEntry({ name: 'a' })]
    expect(right(await published.read()).missing).to.deep.equal([])
    missing = ['boardCard']
    expect(right(await published.read())).to.deep.include({ missing: ['boardCard'], revision: 2 })
    missing = []
    expect(right(await published.read())).to.deep.include({ missing: [], revision: 3 })
  })

  it('reads at the first subscription, once for events at the same time, and every 5 s', async () => {
    const stops = [follow(), follow()]
    clock.advance(50)
    await settle()
    expect(reads).to.equal(1)
    for (const name of ['a', 'b', 'c'])
      feed.publish({ _tag: 'session-started', session: sessionId(name), name, at: clock.now() })
    clock.advance(50)
    await settle()
    expect(reads).to.equal(2)
    clock.advance(4_900)
    await settle()
    expect(reads).to.equal(3)
    for (const stop of stops) stop()
    expect(clock.waiting()).to.equal(0)
    feed.publish({ _tag: 'session-started', session: sessionId('d'), name: 'd', at: clock.now() })
    clock.advance(10_000)
    await settle()
    expect(reads).to.equal(3)
  })
})

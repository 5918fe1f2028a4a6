import { memoryStateStore } from '../../../adapters/outbound/memory/state-store.memory.js'
import { expect } from 'chai'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import * as E from 'fp-ts/lib/Either.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeUpdateActivity } from '../../../application/attention/update-activity.js'
import { makeAttentionStore, type AttentionStore } from '../../../application/attention/attention-store.js'
import type { Feed } from '../../../application/shared/feed.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { makeFollowSessions } from '../../../application/attention/follow-sessions.js'
import { makeFormerNames } from '../../../application/attention/former-names.js'
import { makeIdentifySender } from '../../../application/attention/identify-sender.js'
import { makePermissionModes } from '../../../application/attention/permission-modes.js'
import { makeRecordHook } from '../../../application/attention/record-hook.js'
import { makeWatchScreens } from '../../../application/attention/watch-screens.js'
import { makeStatusLines } from '../../../application/attention/status-lines.js'
import type { Principal } from '../../../domain/access/principal.js'
import { readStatusLine } from '../../../adapters/outbound/agents/claude-code/status-line.js'
import { aBook, aKnownSession, aName } from '../../support/sessions.js'
import { aReport } from '../../support/agents.js'

const RULE = '─'.repeat(80)

describe('attention', () => {
  let clock: MemoryClock
  let feed: Feed
  let store: AttentionStore
  let host: MemorySessionHost
  let told: HubEvent[]

  beforeEach(() => {
    clock = memoryClock(50_000)
    feed = makeFeed()
    store = makeAttentionStore()
    host = memorySessionHost(clock)
    told = []
    feed.subscribe((event) => told.push(event))
    makeFollowSessions({ feed, store }).start()
  })

  const book = aBook({ known: [aKnownSession({ name: 'cc-quiet', muted: true })] })
  const makeUpdate = () => makeUpdateActivity({ store, record: memoryStateStore(book), feed, clock })
  const hook = (session: string, event: string, payload = {}) =>
    makeRecordHook({ updateActivity: makeUpdate(), permissionModes: makePermissionModes({ feed }) })({
      session,
      report: aReport(event, payload),
    })()
  const tags = (): ReadonlyArray<string> => told.map(({ _tag }) => _tag)

  it('tells what an agent does before it calls a person', async () => {
    await hook('cc-shop', 'Stop')
    expect(told).to.deep.equal([
      {
        _tag: 'session-activity',
        name: 'cc-shop',
        activity: 'idle',
        since: 50_000,
        evidence: { source: 'hook', what: 'Stop', at: 50_000 },
        at: 50_000,
      },
      { _tag: 'session-attention', name: 'cc-shop', activity: 'idle', at: 50_000 },
    ])
  })

  it('shows the activity of a muted session without an alert', async () => {
    await hook('cc-quiet', 'Stop')
    expect(tags()).to.deep.equal(['session-activity'])
    expect(store.get('cc-quiet')).to.include({ activity: 'idle', alertedAt: null })
  })

  it('has no use for an unknown event', async () => {
    await hook('cc-shop', 'PreCompact')
    expect([told, store.all()]).to.deep.equal([[], []])
  })

  it('follows a rename, and knows nothing of a session that ended or began anew', async () => {
    await hook('cc-a', 'Stop')
    feed.publish({ _tag: 'session-renamed', oldName: 'cc-a', newName: 'cc-b', at: 1 })
    const moved = store.all().map(([name]) => name)
    feed.publish({ _tag: 'session-started', name: 'cc-b', at: 2 })
    expect([moved, store.all()]).to.deep.equal([['cc-b'], []])
  })

  it('tells one end once: the agent says so first, its session follows', async () => {
    await hook('cc-shop', 'SessionEnd')
    feed.publish({ _tag: 'session-ended', name: 'cc-shop', at: clock.now() + 900 })
    expect(tags()).to.deep.equal(['session-ended'])
    await hook('cc-shop', 'UserPromptSubmit')
    feed.publish({ _tag: 'session-ended', name: 'cc-shop', at: clock.now() + 2_000 })
    feed.publish({ _tag: 'session-ended', name: 'cc-shop', at: clock.now() + 60_000 })
    expect(tags().slice(1)).to.deep.equal(['session-activity', 'session-ended', 'session-ended'])
  })

  it('reads the screen of a silent agent as long as clients ask', async () => {
    host.controls.startByHand('cc-shop')
    host.controls.setScreen('cc-shop', [RULE, '❯ ', RULE, '  ? for shortcuts'])
    const stop = makeWatchScreens({ agents: AGENTS, host, store, updateActivity: makeUpdate(), clock }).start()
    await hook('cc-shop', 'PermissionRequest')
    for (let look = 0; look < 4; look += 1) {
      clock.advance(1_500)
      await new Promise((resolve) => setImmediate(resolve))
    }
    stop()
    expect(store.get('cc-shop')).to.deep.include({
      activity: 'idle',
      evidence: { source: 'screen', what: 'ready', at: 53_000 },
    })
    expect(clock.waiting()).to.equal(0)
  })

  describe('the sender of a report', () => {
    const session: Principal = { kind: 'session', name: 'cc-new', bornAs: 'cc-old' }
    const identify = () => {
      const formerNames = makeFormerNames({ feed })
      formerNames.follow()
      return makeIdentifySender({ formerNames })
    }

    it('is the session whose token it is, under any name of its own, and no other', () => {
      const sender = identify()
      feed.publish({ _tag: 'session-renamed', oldName: 'cc-between', newName: 'cc-new', at: 1 })
      const as = (name: string): unknown => E.toUnion(sender(session, aName(name)))
      expect([as('cc-new'), as('cc-old'), as('cc-between'), as('cc-shop')]).to.deep.equal([
        'cc-new',
        'cc-new',
        'cc-new',
        { _tag: 'Forbidden' },
      ])
    })

    it('is for the operator the session that has the name now, also after a second rename and a reuse', () => {
      const sender = identify()
      const as = (name: string): unknown => E.toUnion(sender({ kind: 'operator' }, aName(name)))
      feed.publish({ _tag: 'session-renamed', oldName: 'a', newName: 'b', at: 1 })
      feed.publish({ _tag: 'session-renamed', oldName: 'b', newName: 'c', at: 2 })
      const renamed = [as('a'), as('b'), as('c'), as('other')]
      feed.publish({ _tag: 'session-started', name: 'a', at: 3 })
      const reused = [as('a'), as('b')]
      feed.publish({ _tag: 'session-ended', name: 'c', at: 4 })
      expect([renamed, reused, as('b')]).to.deep.equal([['c', 'c', 'c', 'other'], ['a', 'c'], 'b'])
    })
  })

  it('keeps a status line for two minutes, through a rename, and not past the session', () => {
    const lines = makeStatusLines({ clock, feed })
    lines.follow()
    const line = readStatusLine({ cost: { total_cost_usd: 1.25 } })
    lines.put('cc-a', line)
    feed.publish({ _tag: 'session-renamed', oldName: 'cc-a', newName: 'cc-b', at: 1 })
    clock.advance(120_000)
    const kept = [lines.get('cc-a'), lines.get('cc-b'), lines.fresh()]
    clock.advance(1)
    const stale = [lines.get('cc-b'), lines.fresh()]
    lines.put('cc-b', line)
    feed.publish({ _tag: 'session-ended', name: 'cc-b', at: 2 })
    expect([kept, stale, lines.get('cc-b')]).to.deep.equal([[null, line, [['cc-b', line]]], [null, []], null])
  })
})

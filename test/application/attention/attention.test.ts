import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import * as E from 'fp-ts/lib/Either.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryConversations } from '../../../adapters/outbound/memory/conversations.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeUpdateActivity } from '../../../application/attention/update-activity.js'
import { makeAttentionStore, type AttentionStore } from '../../../application/attention/attention-store.js'
import { makeFeed, type Feed } from '../../../application/shared/feed.js'
import { reportEvent } from '../../../domain/attention/hook.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { makeSessionDirectory, type SessionDirectory } from '../../../application/sessions/session-directory.js'
import { makeFollowSessions } from '../../../application/attention/follow-sessions.js'
import { makeIdentifySender, makeRecordHook } from '../../../application/attention/record-hook.js'
import { makePermissionModes, type PermissionModes } from '../../../application/attention/permission-modes.js'
import { makePromptLine } from '../../../application/attention/prompt-line.js'
import { makeObserveAgents } from '../../../application/attention/observe-agents.js'
import { turnFailure } from '../../../domain/attention/turn-failure.js'
import { makeWatchTurns } from '../../../application/conversations/watch-turns.js'
import { makeWatchScreens } from '../../../application/attention/watch-screens.js'
import { makeStatusLines, type StatusLines } from '../../../application/attention/status-lines.js'
import type { Principal } from '../../../domain/access/principal.js'
import { readStatusLine } from '../../../adapters/outbound/agents/claude-code/status-line.js'
import { someSessionRecords, aSessionRecord, aName } from '../../support/sessions.js'
import { aReport, CODEX } from '../../support/agents.js'
import { settled } from '../../support/approvals.js'
import { recordedScreen } from '../../support/recorded-screens.js'
import { makeListeners } from '../../../application/shared/listeners.js'
import { sessionId, type SessionId } from '../../../domain/sessions/session-id.js'

const RULE = '─'.repeat(80)

describe('attention', () => {
  let clock: MemoryClock
  let feed: Feed
  let store: AttentionStore
  let host: MemorySessionHost
  let told: HubEvent[]
  let directory: SessionDirectory
  let permissionModes: PermissionModes
  let lines: StatusLines

  beforeEach(() => {
    clock = memoryClock(50_000)
    feed = makeFeed()
    store = makeAttentionStore()
    host = memorySessionHost(clock)
    told = []
    feed.subscribe((event) => told.push(event))
    directory = makeSessionDirectory()
    permissionModes = makePermissionModes()
    lines = makeStatusLines({ clock })
    makeFollowSessions({ feed, store, permissionModes, statusLines: lines }).start()
  })

  const records = someSessionRecords({ known: [aSessionRecord({ name: 'cc-quiet', muted: true })] })
  const makeUpdate = () => makeUpdateActivity({ store, record: memoryStateStore(records), directory, feed, clock })
  const hook = (session: string, event: string, payload = {}) =>
    makeRecordHook({ updateActivity: makeUpdate(), permissionModes })({
      session: sessionId(session),
      report: aReport(reportEvent(event), payload),
    })()
  const tags = (): ReadonlyArray<string> => told.map(({ _tag }) => _tag)

  it('tells what an agent does before it calls a person', async () => {
    await hook('cc-shop', 'Stop')
    expect(told).to.deep.equal([
      {
        _tag: 'session-activity',
        session: sessionId('cc-shop'),
        name: 'cc-shop',
        activity: 'idle',
        since: 50_000,
        evidence: { source: 'hook', what: 'Stop', at: 50_000 },
        at: 50_000,
      },
      { _tag: 'session-attention', session: sessionId('cc-shop'), name: 'cc-shop', activity: 'idle', at: 50_000 },
    ])
  })

  it('alerts with the reason of a turn that failed', async () => {
    await hook('cc-shop', 'StopFailure', { error: 'rate_limit', last_assistant_message: ' Limit\u0007\n reached' })
    expect(told[0]).to.deep.include({ activity: 'idle', failure: { kind: 'rate-limit', text: 'Limit reached' } })
    expect(told.at(-1)).to.deep.equal({
      ...{ _tag: 'session-attention', session: sessionId('cc-shop'), name: 'cc-shop' },
      ...{ activity: 'idle', failure: turnFailure('rate-limit', 'Limit\u0007 reached'), at: 50_000 },
    })
  })

  it('shows the activity of a muted session without an alert', async () => {
    await hook('cc-quiet', 'Stop')
    expect(tags()).to.deep.equal(['session-activity'])
    expect(store.get(sessionId('cc-quiet'))).to.include({ activity: 'idle', alertedAt: null })
  })

  it('has no use for an unknown event', async () => {
    await hook('cc-shop', 'PreCompact')
    expect([told, store.all()]).to.deep.equal([[], []])
  })

  it('reports the present name after a rename, and drops the activity of a session that ended or began anew', async () => {
    const session = sessionId('a')
    directory.note({ id: session, name: 'cc-a' })
    await hook('a', 'Stop')
    directory.note({ id: session, name: 'cc-b' })
    await hook('a', 'UserPromptSubmit')
    const names = told.flatMap((event) => (event._tag === 'session-activity' ? [event.name] : []))
    const kept = store.all().map(([id]) => id)
    feed.publish({ _tag: 'session-started', session, name: 'cc-b', at: clock.now() + 60_000 })
    expect([names, kept, store.all()]).to.deep.equal([['cc-a', 'cc-b'], ['a'], []])
  })

  it('keeps the first report of an agent that was sent before the start of its session was settled', async () => {
    const session = sessionId('a')
    await hook('a', 'UserPromptSubmit', { permission_mode: 'plan' })
    clock.advance(1_500)
    feed.publish({ _tag: 'session-started', session, name: 'cc-a', at: clock.now() })
    expect([store.get(session)?.activity, permissionModes.get(session)]).to.deep.equal(['working', 'plan'])
  })

  it('tells one end once: the agent says so first, its session follows', async () => {
    await hook('cc-shop', 'SessionEnd')
    feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-shop', at: clock.now() + 900 })
    expect(tags()).to.deep.equal(['session-ended'])
    await hook('cc-shop', 'UserPromptSubmit')
    feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-shop', at: clock.now() + 2_000 })
    feed.publish({ _tag: 'session-ended', session: sessionId('cc-shop'), name: 'cc-shop', at: clock.now() + 60_000 })
    expect(tags().slice(1)).to.deep.equal(['session-activity', 'session-ended', 'session-ended'])
  })

  it('reads the screen of a silent agent once it has changed, and again until the reading is certain', async () => {
    const { id } = host.controls.startByHand('cc-shop')
    const stop = makeWatchScreens({
      agents: AGENTS,
      host,
      promptLine: makePromptLine({ agents: AGENTS, host, clock }),
      store,
      updateActivity: makeUpdate(),
      clock,
    }).start()
    await hook(id, 'PermissionRequest')
    host.controls.setScreen('cc-shop', [RULE, '❯ ', RULE, '  ? for shortcuts'])
    for (let look = 0; look < 4; look += 1) {
      clock.advance(1_500)
      await new Promise((resolve) => setImmediate(resolve))
    }
    stop()
    expect(store.get(id)).to.deep.include({
      activity: 'idle',
      evidence: { source: 'screen', what: 'ready', at: 53_000 },
    })
    expect(clock.waiting()).to.equal(0)
  })

  for (const { file, command } of [
    { file: 'claude-code-measured', command: 'claude' },
    { file: 'claude-code-newest', command: 'claude' },
    { file: 'codex-measured', command: 'codex' },
    { file: 'opencode-measured', command: 'opencode' },
  ])
    for (const [reports, seen] of [
      [[], 'a dialog, though every report was lost'],
      [['UserPromptSubmit', 'Stop'], 'a dialog, though the last reports were lost'],
    ] as const)
      it(`sees within 5 s ${seen}: ${file}`, async () => {
        const { id } = host.controls.startByHand('cc-shop')
        host.controls.set('cc-shop', { foreground: command })
        host.controls.setScreen('cc-shop', recordedScreen(file, 'question', 120))
        for (const report of reports) await hook(id, report)
        const promptLine = makePromptLine({ agents: AGENTS, host, clock })
        const stop = makeWatchScreens({
          agents: AGENTS,
          host,
          promptLine,
          store,
          updateActivity: makeUpdate(),
          clock,
        }).start()
        for (let passed = 0; passed < 5_000; passed += 500) {
          clock.advance(500)
          await settled()
        }
        stop()
        expect(store.get(id)).to.deep.include({ activity: 'waiting' })
        expect(tags()).to.include('session-attention')
      })

  it('leaves other programs and prompts without a report alone', async () => {
    const shell = host.controls.startByHand('cc-shell')
    const agent = host.controls.startByHand('cc-shop')
    host.controls.set('cc-shell', { foreground: 'bash' })
    host.controls.set('cc-shop', { foreground: 'claude' })
    host.controls.setScreen('cc-shell', recordedScreen('claude-code-newest', 'question', 120))
    host.controls.setScreen('cc-shop', recordedScreen('claude-code-newest', 'ready', 120))
    const promptLine = makePromptLine({ agents: AGENTS, host, clock })
    const stop = makeWatchScreens({
      agents: AGENTS,
      host,
      promptLine,
      store,
      updateActivity: makeUpdate(),
      clock,
    }).start()
    for (let passed = 0; passed < 5_000; passed += 500) {
      clock.advance(500)
      await settled()
    }
    stop()
    expect([store.get(shell.id), store.get(agent.id)]).to.deep.equal([null, null])
  })

  it('shows a turn whose failure is in the transcript alone as failed, once', async () => {
    const screens = makeListeners<SessionId>('screens')
    const conversations = memoryConversations()
    const talk = { agent: CODEX, id: 'talk' }
    const known = ['cc-shop', 'cc-mall'].map((name) => aSessionRecord({ name, conversation: talk }))
    const record = memoryStateStore(someSessionRecords({ known }))
    const updateActivity = makeUpdateActivity({ store, record, directory, feed, clock })
    const observeAgents = makeObserveAgents({ store, statusLines: lines, permissionModes, clock })
    const stop = makeWatchTurns({
      ...{ agents: AGENTS, record, conversations, observeAgents, updateActivity, clock },
      host: { watchScreens: screens.add },
    }).start()
    const look = async (): Promise<void> => {
      clock.advance(1_500)
      screens.tell(sessionId('cc-shop'))
      await settled()
    }
    conversations.fail(talk, { failure: turnFailure('sign-in', null), at: clock.now() - 1 })
    await hook('cc-shop', 'UserPromptSubmit')
    await look()
    expect(store.get(sessionId('cc-shop'))?.activity).to.equal('working')
    conversations.fail(talk, { failure: turnFailure('rate-limit', null), at: clock.now() })
    await look()
    await look()
    expect(store.get(sessionId('cc-shop'))).to.deep.include({
      activity: 'idle',
      evidence: { source: 'hook', what: 'StopFailure', failure: 'rate-limit', at: 53_000 },
    })
    expect(told.filter(({ _tag }) => _tag === 'session-attention')).to.deep.equal([
      {
        ...{ _tag: 'session-attention', session: 'cc-shop', name: 'cc-shop', activity: 'idle' },
        ...{ failure: turnFailure('rate-limit', null), at: 53_000 },
      },
    ])
    stop()
    expect(clock.waiting()).to.equal(0)
  })

  describe('the sender of a report', () => {
    const principal: Principal = { kind: 'session', id: sessionId('one'), startedAs: 'cc-old' }
    const as = (who: Principal, name: string): unknown => E.toUnion(makeIdentifySender({ directory })(who, aName(name)))

    it('is the session whose token it is, under any of its names, and no other', () => {
      for (const name of ['cc-between', 'cc-new']) directory.note({ id: sessionId('one'), name })
      directory.note({ id: sessionId('two'), name: 'cc-shop' })
      const names = ['cc-new', 'cc-old', 'cc-between', 'cc-shop', 'cc-none']
      expect(names.map((name) => as(principal, name))).to.deep.equal([
        'one',
        'one',
        'one',
        { _tag: 'Forbidden' },
        { _tag: 'Forbidden' },
      ])
    })

    it('stays the session of the token when another one is started under its former name', () => {
      directory.note({ id: sessionId('one'), name: 'cc-new' })
      directory.note({ id: sessionId('two'), name: 'cc-old' })
      expect(as(principal, 'cc-old')).to.equal('one')
    })

    it('is for the operator the session that has or had the name last', () => {
      const reports = (...names: string[]) => names.map((name) => as({ kind: 'operator' }, name))
      for (const name of ['a', 'b', 'c']) directory.note({ id: sessionId('one'), name })
      const renamed = reports('a', 'b', 'c', 'other')
      directory.note({ id: sessionId('two'), name: 'a' })
      expect([renamed, reports('a', 'b')]).to.deep.equal([
        ['one', 'one', 'one', 'other'],
        ['two', 'one'],
      ])
    })
  })

  it('keeps a status line for two minutes, and not past the session', () => {
    const session = sessionId('a')
    const line = readStatusLine({ cost: { total_cost_usd: 1.25 } })
    lines.put(session, line)
    clock.advance(120_000)
    const kept = [lines.get(session), lines.fresh()]
    clock.advance(1)
    const stale = [lines.get(session), lines.fresh()]
    lines.put(session, line)
    feed.publish({ _tag: 'session-ended', session, name: 'cc-a', at: 2 })
    expect([kept, stale, lines.get(session)]).to.deep.equal([[line, [[session, line]]], [null, []], null])
  })
})

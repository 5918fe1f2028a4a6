import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLimitHistory, memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryLimitSource } from '../../../adapters/outbound/memory/agents.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import type { ResumeStore } from '../../../application/shared/state-store.port.js'
import { makePromptLine } from '../../../application/attention/prompt-line.js'
import type { Resumes } from '../../../domain/usage/resumes.js'
import { BEFORE_ENTER_MS } from '../../../domain/prompts/prompt.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import { makeReadLimits } from '../../../application/usage/read-limits.js'
import { makeResumeSessions, type ResumeSessions } from '../../../application/usage/resume-sessions.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { eventually } from '../../support/eventually.js'
import { leftTag, right } from '../../support/results.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { CLAUDE_CODE } from '../../support/agents.js'

const NOON = Date.UTC(2026, 10, 25, 12)
const HOUR = 3_600_000
const RULE = '─'.repeat(40)
const PROMPT = ['', RULE, '❯ ', RULE, '  ? for shortcuts']
const LIMITED = ["  ⎿  You've hit your session limit · resets 3pm (UTC)", ...PROMPT]
const DIALOG = [RULE, 'What do you want to do?', '❯ 1. Stop and wait', '  2. Upgrade']

function scene() {
  const clock = memoryClock(NOON)
  const host = memorySessionHost(clock)
  const disk = memoryStateStore<Resumes>({})
  let isFull = false
  const store: ResumeStore = {
    read: disk.read,
    update: (change) => (isFull ? TE.left(unavailable('store', 'ENOSPC')) : disk.update(change)),
  }
  const feed = makeFeed()
  const audit = memoryAuditLog()
  const log = memoryLog()
  const source = memoryLimitSource()
  const statusLine = memoryLimitSource().source
  const history = memoryLimitHistory()
  const readLimits = makeReadLimits({ sources: [source.source], statusLine, history, clock, log })
  const open = (through: SessionHost = host) =>
    makeResumeSessions({
      store,
      host: through,
      promptLine: makePromptLine({ agents: AGENTS, host: through, clock }),
      directory,
      readLimits,
      feed,
      audit,
      clock,
      log,
    })
  /** Looks, and lets the time between a text and its Enter pass. */
  const look = async (resumes: ResumeSessions): Promise<void> => {
    const looked = resumes.look().then(() => true)
    const turn = (): Promise<false> => new Promise((resolve) => void setImmediate(resolve, false))
    while (!(await Promise.race([looked, turn()]))) clock.advance(BEFORE_ENTER_MS / 4)
  }
  const session = host.controls.startByHand('cc-a')
  const directory = makeSessionDirectory()
  directory.note(session)
  host.controls.setScreen('cc-a', LIMITED)
  return {
    clock,
    host,
    feed,
    session,
    directory,
    audit,
    log,
    source,
    open,
    look,
    fill: (now: boolean) => {
      isFull = now
    },
    waiting: async () => right(await store.read())[session.id]?.resumeAt,
    typed: () => [host.controls.typedIn('cc-a'), host.controls.pressedIn('cc-a').length],
  }
}

describe('going on when a limit is reset', () => {
  it('does not happen to sessions that were not chosen', async () => {
    const { open, look, clock, typed } = scene()
    const resumes = open()
    await look(resumes)
    clock.advance(4 * HOUR)
    await look(resumes)
    expect(typed()).to.deep.equal(['', 0])
  })

  it('types one line a minute after the reset, once, over a restart of the hub as well', async () => {
    const { open, look, clock, typed, waiting, audit } = scene()
    const resumes = open()
    right(await resumes.choose('cc-a', true, THE_HUB)())
    await look(resumes)
    expect(await waiting()).to.equal(NOON + 3 * HOUR + 60_000)
    clock.advance(3 * HOUR)
    await look(resumes)
    expect(typed()).to.deep.equal(['', 0])
    const later = open()
    clock.advance(60_000)
    await look(later)
    expect(typed()).to.deep.equal(['continue', 1])
    expect(audit.entries.map(({ event, fields }) => [event, fields])).to.deep.equal([
      ['session.auto-resume', { session: 'cc-a', isChosen: true }],
      ['session.resume', { session: 'cc-a' }],
    ])
  })

  it('does not happen after input of a person, or with another screen', async () => {
    const { open, look, clock, typed, waiting, host } = scene()
    const resumes = open()
    await resumes.choose('cc-a', true, THE_HUB)()
    await look(resumes)
    host.controls.setScreen('cc-a', DIALOG)
    clock.advance(4 * HOUR)
    await look(resumes)
    expect(await waiting()).not.to.equal(null)
    host.controls.setScreen('cc-a', [...LIMITED.slice(0, 1), '❯ go on', '● Done.', ...PROMPT])
    await look(resumes)
    expect([typed(), await waiting()]).to.deep.equal([['', 0], null])
  })

  it('waits while a person has typed text at the prompt, and presses no Enter into a dialog', async () => {
    const { open, look, clock, typed, waiting, host, log } = scene()
    const resumes = open()
    await resumes.choose('cc-a', true, THE_HUB)()
    await look(resumes)
    clock.advance(4 * HOUR)
    host.controls.setScreen('cc-a', [...LIMITED.slice(0, 2), RULE, '❯ and then', RULE, '  ? for shortcuts'])
    await look(resumes)
    expect(typed()).to.deep.equal(['', 0])
    expect(await waiting()).not.to.equal(null)
    host.controls.setScreen('cc-a', LIMITED)
    const interrupted = open({
      ...host,
      paste: (name, text) =>
        TE.map(() => {
          host.controls.setScreen('cc-a', DIALOG)
        })(host.paste(name, text)),
    })
    await look(interrupted)
    expect(typed()).to.deep.equal(['continue', 0])
    expect(log.entries.map(({ fields }) => fields)).to.deep.equal([{ session: 'cc-a', reason: 'dialog' }])
  })

  it('types nothing when it cannot be noted that it was typed', async () => {
    const { open, look, clock, typed, fill } = scene()
    const resumes = open()
    await resumes.choose('cc-a', true, THE_HUB)()
    await look(resumes)
    clock.advance(4 * HOUR)
    fill(true)
    await look(resumes)
    expect(typed()).to.deep.equal(['', 0])
    fill(false)
    await look(resumes)
    expect(typed()).to.deep.equal(['continue', 1])
  })

  it('waits while the host does not answer, and logs a session that cannot be typed into', async () => {
    const { open, look, clock, typed, waiting, host, log, audit } = scene()
    const resumes = open()
    await resumes.choose('cc-a', true, THE_HUB)()
    await look(resumes)
    const resumeAt = await waiting()
    clock.advance(4 * HOUR)
    host.controls.setUnavailable(true)
    await look(resumes)
    expect([await waiting(), log.entries]).to.deep.equal([resumeAt, []])
    host.controls.setUnavailable(false)
    const failing = open({ ...host, paste: () => TE.left(unavailable('tmux', 'gone')) })
    await look(failing)
    expect(typed()).to.deep.equal(['', 0])
    expect(log.entries.map(({ message, fields }) => [message, fields])).to.deep.equal([
      ['a session could not be told to go on', { session: 'cc-a', reason: 'unavailable' }],
    ])
    expect(audit.entries.map(({ event }) => event)).to.deep.equal(['session.auto-resume'])
  })

  it('goes by what accounts say where the screen tells no time', async () => {
    const { open, look, host, source, waiting } = scene()
    const resetsAt = NOON / 1_000 + 7_200
    const window = { label: '5h', usedPercentage: 100, resetsAt, isLimited: false }
    host.controls.setScreen('cc-a', ["You've hit your session limit", ...PROMPT])
    source.tell([
      {
        accountId: 'a',
        accountLabel: null,
        agent: CLAUDE_CODE,
        hostName: null,
        capturedAt: null,
        isLimited: false,
        windows: [window, { ...window, label: '7d', usedPercentage: 12, resetsAt: resetsAt + 9_999 }],
      },
    ])
    const resumes = open()
    await resumes.choose('cc-a', true, THE_HUB)()
    await look(resumes)
    expect(await waiting()).to.equal(resetsAt * 1_000 + 60_000)
  })

  it('follows a session to its new name, and ends with it', async () => {
    const { open, look, feed, clock, session, directory } = scene()
    const resumes = open()
    const stop = resumes.follow()
    await resumes.choose('cc-a', true, THE_HUB)()
    directory.note({ id: session.id, name: 'cc-b' })
    expect(right(await resumes.list())).to.deep.equal({ 'cc-b': { resumeAt: null } })
    feed.publish({ _tag: 'session-started', session: session.id, name: 'cc-b', at: NOON })
    await look(resumes)
    expect(Object.keys(right(await resumes.list()))).to.deep.equal(['cc-b'])
    feed.publish({ _tag: 'session-ended', session: session.id, name: 'cc-b', at: NOON })
    await eventually(async () => {
      expect(right(await resumes.list())).to.deep.equal({})
    })
    stop()
    expect(clock.waiting()).to.equal(0)
  })

  it('is for running sessions; a choice can be withdrawn at any time', async () => {
    const { open } = scene()
    const resumes = open()
    expect(leftTag(await resumes.choose('cc-gone', true, THE_HUB)())).to.equal('SessionNotFound')
    await resumes.choose('cc-a', true, THE_HUB)()
    expect(right(await resumes.choose('cc-a', false, THE_HUB)())).to.deep.equal({})
  })
})

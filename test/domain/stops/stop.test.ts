import type { Schedule } from '../../../domain/prompts/schedule.js'
import type { QueuedPrompt } from '../../../domain/prompts/prompt.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { isOnScreen, stopsOf, type StoppableSession, type StopFacts } from '../../../domain/stops/stop.js'

const ID = sessionId('s-1')

const aStoppable = (session: Partial<StoppableSession> = {}): StoppableSession => ({
  ...{ id: ID, name: 'cc-a', isRunning: true, activity: 'idle', since: 5, failure: null, retry: null },
  ...session,
})

const aPrompt = (prompt: Partial<QueuedPrompt> = {}): QueuedPrompt => ({
  ...{ id: 'p-1', session: ID, text: 'go\non', state: 'unknown', fault: 'restart', createdAt: 1, changedAt: 3 },
  ...prompt,
})

const aSchedule = (schedule: Partial<Schedule> = {}): Schedule => ({
  ...{ id: 'x-1', session: ID, text: 'each morning', createdAt: 1, dueAt: null, remaining: 0 },
  ...{ trigger: { _tag: 'Time', at: 2 }, runs: [{ at: 2, outcome: 'missed' }] },
  ...schedule,
})

const stops = (facts: Partial<StopFacts>) =>
  stopsOf({
    ...{ sessions: [aStoppable()], asking: new Set<string>(), screens: new Map(), prompts: [], schedules: [] },
    ...{ recordings: new Map() },
    ...facts,
  })

const kinds = (facts: Partial<StopFacts>) => stops(facts).map(({ kind }) => kind)

describe('stops of agents', () => {
  it('are none for a session whose agent works, is idle or asks by an approval', () => {
    const waiting = aStoppable({ activity: 'waiting' })
    expect(kinds({})).to.deep.equal([])
    expect(kinds({ sessions: [aStoppable({ activity: 'working' })] })).to.deep.equal([])
    expect(kinds({ sessions: [waiting], asking: new Set(['cc-a']) })).to.deep.equal([])
    expect(kinds({ sessions: [aStoppable({ activity: 'waiting', isRunning: false })] })).to.deep.equal([])
  })

  it('are the dialogs of terminals with their screen, and name those before the first screen', () => {
    const sessions = [aStoppable({ activity: 'waiting' })]
    const shown = (startQuestion: 'trust' | 'bypass' | null) =>
      stops({ sessions, screens: new Map([[ID, { text: 'Which renderer?', startQuestion }]]) })[0]
    expect(shown(null)).to.deep.equal({
      ...{ id: 'dialog s-1 5', kind: 'dialog', session: ID, name: 'cc-a', since: 5, text: 'Which renderer?' },
      ...{ subject: null, fault: null, retry: null, answers: [], obstacle: 'terminal' },
    })
    expect(shown('trust')).to.deep.include({ kind: 'trust', obstacle: 'terminal' })
    expect(shown('bypass')).to.deep.include({ kind: 'bypass', obstacle: 'consent' })
    expect(kinds({ sessions })).to.deep.equal(['dialog'])
  })

  it('are failed turns, and a refused sign-in that is entered in the terminal', () => {
    const failed = (kind: 'overloaded' | 'sign-in') =>
      stops({ sessions: [aStoppable({ failure: { kind, text: 'words' } })] })[0]
    expect(failed('overloaded')).to.deep.include({ kind: 'failed', text: 'words', answers: ['reply'], obstacle: null })
    expect(failed('sign-in')).to.deep.include({ kind: 'sign-in', text: 'words', answers: [], obstacle: 'secret' })
  })

  it('are retries of a working agent, which goes on by itself', () => {
    const retry = { attempt: 7, of: 10, nextAt: null }
    const [one] = stops({ sessions: [aStoppable({ activity: 'working', retry })] })
    expect(one).to.deep.include({ kind: 'retrying', retry, answers: [], obstacle: 'by-itself' })
  })

  it('are prompts that are unknown or failed, with the answers of their queue', () => {
    const [unknown, failed, ...others] = stops({
      prompts: [
        aPrompt({ id: 'p-2', state: 'failed', fault: 'ended' }),
        aPrompt(),
        aPrompt({ id: 'p-3', state: 'waiting' }),
        aPrompt({ id: 'p-4', session: sessionId('gone') }),
      ],
    })
    const answers = ['send-prompt', 'remove-prompt']
    expect(unknown).to.deep.include({
      kind: 'prompt-unknown',
      text: 'go\non',
      subject: 'p-1',
      fault: 'restart',
      answers,
    })
    expect(failed).to.deep.include({ kind: 'prompt-failed', subject: 'p-2', fault: 'ended', answers })
    expect(others).to.deep.equal([])
  })

  it('are schedules whose last run was missed; only one without a further run is removed', () => {
    const found = (schedule: Partial<Schedule>) => stops({ schedules: [aSchedule(schedule)] })[0]
    expect(found({})).to.deep.include({ kind: 'schedule-missed', since: 2, subject: 'x-1', text: 'each morning' })
    expect(found({})?.answers).to.deep.equal(['run-schedule', 'remove-schedule'])
    expect(found({ remaining: 3 })?.answers).to.deep.equal(['run-schedule'])
    const ranSince = [{ at: 2, outcome: 'missed' } as const, { at: 3, outcome: 'queued' } as const]
    expect(found({ runs: ranSince })).to.equal(undefined)
    expect(found({ runs: [] })).to.equal(undefined)
  })

  it('are recordings that have ended, with the reason', () => {
    const [one] = stops({ recordings: new Map([[ID, 'ENOSPC']]) })
    expect(one).to.deep.include({ id: 'recording-failed s-1', kind: 'recording-failed', text: 'ENOSPC', since: null })
  })

  it('come by the urgency of their kind, then the longest first', () => {
    const sessions = [
      aStoppable({ activity: 'working', retry: { attempt: 1, of: null, nextAt: null } }),
      aStoppable({ id: sessionId('s-2'), name: 'cc-b', activity: 'waiting', since: 9 }),
      aStoppable({ id: sessionId('s-3'), name: 'cc-c', activity: 'waiting', since: 8 }),
    ]
    const found = stops({ sessions, prompts: [aPrompt()] })
    expect(found.map(({ kind, name }) => [kind, name])).to.deep.equal([
      ['dialog', 'cc-c'],
      ['dialog', 'cc-b'],
      ['prompt-unknown', 'cc-a'],
      ['retrying', 'cc-a'],
    ])
  })

  it('need the screen of an agent that waits at a dialog or retries', () => {
    const none = new Set<string>()
    expect(isOnScreen(aStoppable({ activity: 'waiting' }), none)).to.equal(true)
    expect(isOnScreen(aStoppable({ retry: { attempt: 1, of: null, nextAt: null } }), none)).to.equal(true)
    expect(isOnScreen(aStoppable({ activity: 'waiting' }), new Set(['cc-a']))).to.equal(false)
    expect(isOnScreen(aStoppable({ activity: 'waiting', isRunning: false }), none)).to.equal(false)
  })
})

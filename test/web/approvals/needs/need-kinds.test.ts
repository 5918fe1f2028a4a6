import {
  findNeeds,
  isSnoozed,
  NEED_KINDS,
  withoutIgnored,
  type NeedFacts,
} from '../../../../adapters/inbound/web/src/approvals/needs/need-kinds.js'
import type { HubStop } from '../../../../adapters/inbound/web/src/approvals/needs/stops.js'
import { aSession } from '../../sessions.js'

const FACTS: NeedFacts = {
  ...{ sessions: [], approvals: [], alarms: [], budgets: [], accounts: [], updates: [] },
  stops: [],
  seenAt: () => 100,
}
const FAILURE = { kind: 'billing', text: 'Credit balance is too low' } as const
const ended = (name: string, what: 'Stop' | 'StopFailure', activitySince: number, muted = false) =>
  aSession({
    ...{ id: `id-of-${name}`, name, activity: 'idle', activitySince, muted },
    evidence: { source: 'hook', what, at: activitySince },
    failure: what === 'StopFailure' ? FAILURE : null,
  })
const anApproval = {
  ...({ id: 'a', session: 'cc-shop', tool: 'Bash', kind: 'permission', preview: 'make' } as const),
  createdAt: '2026-03-01T08:00:00.000Z',
}
const found = (facts: Partial<NeedFacts>) =>
  findNeeds({ ...FACTS, ...facts }).map(({ kind, session, detail }) => [kind, session?.name ?? detail])

describe('what needs the person', () => {
  it('is every kind, the most urgent first', () => {
    const window = { resetsAt: 9, pace: null, label: '5h', usedPercentage: 100 }
    const facts: Partial<NeedFacts> = {
      sessions: [
        ended('cc-done', 'Stop', 101),
        ended('cc-broken', 'StopFailure', 101),
        aSession({ name: 'cc-shop', activity: 'waiting' }),
        aSession({ name: 'cc-asks', activity: 'waiting' }),
      ],
      approvals: [anApproval],
      alarms: [{ id: 'x', session: 'cc-shop', preview: 'rm', at: '2026-03-01T08:00:00.000Z' }],
      accounts: [
        {
          ...{ accountId: 'acct', accountLabel: 'Claude', agent: 'claude' },
          windows: [window, { ...window, label: '7d', usedPercentage: 99 }],
        },
      ],
      updates: [{ id: 'hub', name: 'Penates', latest: '2.0.0' }],
    }
    expect(found(facts)).to.deep.equal([
      ['alarm', 'cc-shop'],
      ['approval', 'cc-shop'],
      ['question', 'cc-asks'],
      ['failed', 'cc-broken'],
      ['limit', 'Claude 5h'],
      ['finished', 'cc-done'],
      ['update', 'Penates 2.0.0'],
    ])
    expect(findNeeds({ ...FACTS, ...facts }).every(({ kind }) => NEED_KINDS.includes(kind))).to.equal(true)
  })

  it('is every stop that the hub lists: questions and failed turns have its text, the others are needs by themselves', () => {
    const aStop = (kind: HubStop['kind'], subject: string | null = null): HubStop => ({
      ...{ id: `${kind} x`, kind, name: 'cc-asks', since: '2026-03-01T08:00:00.000Z', text: 'words', subject },
      ...{ fault: null, retry: null, answers: [], obstacle: null },
    })
    const dialog = aStop('dialog')
    const stops = [aStop('retrying'), aStop('recording-failed'), aStop('schedule-missed', 's'), dialog].concat(
      aStop('prompt-unknown', 'p'),
    )
    const needs = findNeeds({ ...FACTS, stops, sessions: [aSession({ name: 'cc-asks', activity: 'waiting' })] })
    expect(needs.map(({ kind, stop }) => [kind, stop?.kind])).to.deep.equal([
      ['question', 'dialog'],
      ['prompt', 'prompt-unknown'],
      ['schedule', 'schedule-missed'],
      ['recording', 'recording-failed'],
      ['retrying', 'retrying'],
    ])
  })

  it('is no turn that ended before its terminal was shown, of a muted session, or of a subagent read from the screen', () => {
    const sessions = [ended('cc-old', 'Stop', 100), ended('cc-mute', 'Stop', 101, true)]
    expect(found({ sessions })).to.deep.equal([])
    const onScreen = {
      ...ended('cc-shell', 'Stop', 101),
      evidence: { source: 'screen' as const, what: 'ready' as const, at: 101 },
    }
    expect(found({ sessions: [onScreen] })).to.deep.equal([])
  })

  it('is a budget that is nearly spent or exceeded, each a separate occasion', () => {
    const budget = {
      ...({ scope: { kind: 'day' }, limitUsd: 10, atLimit: 'ask', key: 'day', period: '2026-03-01' } as const),
      ...({ spentUsd: 9, level: 'near', reason: null } as const),
    }
    const needs = findNeeds({ ...FACTS, budgets: [budget, { ...budget, spentUsd: 11, level: 'exceeded' }] })
    expect(needs.map(({ kind, budget }) => [kind, budget?.level])).to.deep.equal([
      ['budget', 'near'],
      ['budget', 'exceeded'],
    ])
    expect(new Set(needs.map(({ id }) => id)).size).to.equal(2)
  })

  it('is a failed turn with its error until the next prompt, also where its terminal was shown', () => {
    const broken = ended('cc-broken', 'StopFailure', 50)
    const [need, ...others] = findNeeds({ ...FACTS, sessions: [broken] })
    expect([need?.kind, need?.failure, others]).to.deep.equal(['failed', FAILURE, []])
    expect(found({ sessions: [{ ...broken, activity: 'working', failure: null }] })).to.deep.equal([])
    expect(found({ sessions: [{ ...broken, status: 'dormant' }] })).to.deep.equal([])
  })

  it('names the tool of a call, but not of a question', () => {
    const question = { ...anApproval, tool: 'AskUserQuestion', kind: 'question', preview: 'Which store?' } as const
    const details = findNeeds({ ...FACTS, approvals: [anApproval, question] }).map(({ detail }) => detail)
    expect(details).to.deep.equal(['Bash make', 'Which store?'])
  })

  it('starts with the longest waiting of its kind', () => {
    const sessions = [ended('cc-new', 'Stop', 300), ended('cc-first', 'Stop', 200)]
    expect(found({ sessions }).map(([, name]) => name)).to.deep.equal(['cc-first', 'cc-new'])
  })

  it('leaves out kinds that never count for a session, and what is snoozed until its time', () => {
    const needs = findNeeds({ ...FACTS, sessions: [ended('cc-a', 'Stop', 200), ended('cc-b', 'Stop', 200)] })
    const [first] = needs
    if (first === undefined) throw new Error('no need was found')
    const rules = { snoozed: { [first.id]: 1_000 }, ignored: { 'id-of-cc-b': ['finished' as const] } }
    expect(withoutIgnored(needs, rules).map(({ session }) => session?.name)).to.deep.equal(['cc-a'])
    expect([999, 1_000].map((now) => isSnoozed(rules, first, now))).to.deep.equal([true, false])
    const again = findNeeds({ ...FACTS, sessions: [ended('cc-a', 'Stop', 500)] })[0]
    expect(again && isSnoozed(rules, again, 999)).to.equal(false)
  })
})

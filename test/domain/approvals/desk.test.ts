import { sessionId } from '../../../domain/sessions/session-id.js'
import type { Decision } from '../../../domain/approvals/decision.js'
import { admitsToken, advance, endRecords } from '../../../domain/approvals/desk.js'
import {
  GRANTED,
  type ApprovalEnd,
  type DeskCall,
  type DeskEvent,
  type PendingCall,
} from '../../../domain/approvals/desk-call.js'
import { BY_GRANT } from '../../../domain/approvals/records.js'
import { anApproval, aToolCall } from '../../support/rulings.js'

const sha256 = (text: string): string => `sha256 ${text}`
/** By the monotonic clock. */
const ASKED_AT = 7
const open = (changed: Partial<PendingCall> = {}): PendingCall => ({
  _tag: 'Open',
  approval: anApproval('a'),
  askedAt: ASKED_AT,
  notifiedAt: ASKED_AT,
  misses: 0,
  held: null,
  place: 'hook',
  ...changed,
})
const decided = (decision: Decision): ApprovalEnd => ({ why: 'decided', decision, decider: BY_GRANT })
const ALLOW = { allow: true, edited: null, remember: false } as const
const atDialog = anApproval('a', { gate: 'PermissionRequest' })

const after = (state: Parameters<typeof advance>[0], event: DeskEvent) => advance(state, event, sha256)
const ended = (end: ApprovalEnd, state: PendingCall = open(), agents = 1) =>
  after(state, { _tag: 'Ended', end, agents, name: 'cc-mall', at: 9 })
const tags = ({ effects }: ReturnType<typeof advance>) => effects.map(({ _tag }) => _tag)

describe('a call on the desk', () => {
  it('is recorded in the store and then in the log', () => {
    const approval = anApproval('a')
    const { next, effects } = after(null, { _tag: 'Asked', approval, askedAt: 7 })
    const pending = { approval, askedAt: 7, notifiedAt: 7, misses: 0, held: null, place: 'hook' }
    expect(next).to.deep.equal({ _tag: 'Recording', ...pending })
    const [store, append] = effects
    expect(store).to.deep.equal({ _tag: 'Store', approval })
    expect(append?._tag === 'Append' && append.records.map(({ kind, id, mode }) => [kind, id, mode])).to.deep.equal([
      ['request', 'a', 'strict'],
    ])
  })

  it('is shown to people once it is recorded, under the present name of its session', () => {
    const { next, effects } = after(open({ _tag: 'Recording' }), {
      _tag: 'Recorded',
      secret: 's',
      name: 'cc-mall',
      at: 8,
    })
    const about = { id: 'a', tool: 'Bash', preview: 'make' }
    expect(next).to.deep.equal(open())
    expect(effects).to.deep.equal([
      { _tag: 'Publish', event: { _tag: 'tool-approval-request', name: 'cc-mall', at: 8, ...about } },
      {
        ...{ _tag: 'Notify', approval: { ...anApproval('a'), name: 'cc-mall' }, secret: 's' },
        delivery: { occasion: 'asked' },
      },
      { _tag: 'UpdateActivity', call: aToolCall(), what: 'asked' },
      {
        _tag: 'Audit',
        event: 'approval.request',
        fields: { ...about, session: 'cc-mall', digest: 'd', gate: 'PreToolUse' },
      },
    ])
  })

  it('leaves the activity of the session alone while the dialog of the agent is on the screen', () => {
    const recording = open({ _tag: 'Recording', approval: atDialog })
    expect(tags(after(recording, { _tag: 'Recorded', secret: 's', name: 'cc-mall', at: 8 }))).to.deep.equal([
      'Publish',
      'Notify',
      'Audit',
    ])
    expect(tags(ended({ why: 'expired' }, open({ approval: atDialog })))).not.to.include('UpdateActivity')
    expect(tags(ended(decided(ALLOW), open({ approval: atDialog })))).to.include('UpdateActivity')
  })

  it('tells the agent first, and is dropped from the store last', () => {
    expect([tags(ended({ why: 'expired' })), tags(ended(decided({ ...ALLOW, remember: true })))]).to.deep.equal([
      ['Tell', 'Publish', 'UpdateActivity', 'Append', 'Drop'],
      ['Tell', 'Publish', 'UpdateActivity', 'Audit', 'Append', 'Grant', 'Drop'],
    ])
  })

  it('records the delivery to agents that waited', () => {
    const delivered = [0, 1, 2].map((agents) => {
      const append = ended({ why: 'expired' }, open(), agents).effects.find(({ _tag }) => _tag === 'Append')
      return append?._tag === 'Append' && append.records.map((record) => record['delivered'])
    })
    expect(delivered).to.deep.equal([[false], [true], [true]])
  })

  it('gets the verdict of its end, which stays on the desk for calls before their tool', () => {
    const edited = { command: 'ls' }
    const ends: ReadonlyArray<ApprovalEnd> = [
      decided(ALLOW),
      decided({ allow: true, edited, remember: false }),
      decided({ allow: false, reason: null }),
      decided({ allow: false, reason: 'no' }),
      { why: 'turn-over' },
    ]
    const states = ends.map((end) => ended(end).next)
    expect(states.map((state) => state?._tag === 'Answered' && [state.verdict, state.editedDigest])).to.deep.equal([
      [{ _tag: 'Allow', input: null }, null],
      [{ _tag: 'Allow', input: edited }, 'sha256 {"command":"ls"}'],
      [{ _tag: 'Deny', reason: 'Denied via Penates' }, null],
      [{ _tag: 'Deny', reason: 'no' }, null],
      [{ _tag: 'Deny', reason: 'Not decided by a person: the turn is over' }, null],
    ])
    expect(ended(decided(ALLOW), open({ approval: atDialog })).next).to.equal(null)
  })

  it('is audited as decided, and edited where it was', () => {
    const audited = (decision: Decision) => {
      const audit = ended(decided(decision)).effects.find(({ _tag }) => _tag === 'Audit')
      return audit?._tag === 'Audit' && [audit.event, audit.fields['decision'], audit.fields['edited']]
    }
    expect([audited(ALLOW), audited({ ...ALLOW, edited: {} }), audited({ allow: false, reason: null })]).to.deep.equal([
      ['approval.decision', 'allow', false],
      ['approval.decision', 'allow', true],
      ['approval.decision', 'deny', false],
    ])
  })

  it('grants the call for its session', () => {
    const grant = ended(decided({ ...ALLOW, remember: true })).effects.find(({ _tag }) => _tag === 'Grant')
    expect(grant).to.deep.equal({
      _tag: 'Grant',
      grant: { session: sessionId('cc-shop'), tool: 'Bash', digest: 'd', grantedAt: 9 },
    })
  })

  it('has a decision and an outcome in the log, or an outcome alone', () => {
    const kinds = (end: ApprovalEnd) => endRecords(anApproval('a'), end, sha256).map(({ kind, why }) => [kind, why])
    expect([kinds(decided(ALLOW)), kinds(GRANTED), kinds({ why: 'attached' })]).to.deep.equal([
      [
        ['decision', undefined],
        ['outcome', 'decided'],
      ],
      [
        ['decision', undefined],
        ['outcome', 'granted'],
      ],
      [['outcome', 'attached']],
    ])
  })

  it('takes one-time tokens while it is open, until ten were wrong or a quarter of an hour is over', () => {
    const admits = (one: DeskCall | null, after = 0, token = 'hash'): boolean =>
      admitsToken(one, token, ASKED_AT + after)
    expect([
      admits(open()),
      admits(open({ misses: 9 }), 15 * 60_000 - 1),
      admits(open(), 15 * 60_000),
      admits(open({ misses: 10 })),
      admits(open(), 0, 'other'),
      admits(open({ _tag: 'Recording' })),
      admits(null),
    ]).to.deep.equal([true, true, false, false, false, false, false])
    expect(after(open(), { _tag: 'TokenMissed' })).to.deep.equal({ next: open({ misses: 1 }), effects: [] })
  })

  it('is unchanged by an event that does not fit its state', () => {
    const answered = ended({ why: 'closed' }).next
    const late: ReadonlyArray<DeskEvent> = [
      { _tag: 'Recorded', secret: 's', name: 'cc-mall', at: 8 },
      { _tag: 'TokenMissed' },
      { _tag: 'Ended', end: { why: 'expired' }, agents: 1, name: 'cc-mall', at: 9 },
    ]
    for (const event of late) {
      expect(after(answered, event)).to.deep.equal({ next: answered, effects: [] })
      expect(after(null, event)).to.deep.equal({ next: null, effects: [] })
    }
  })
})

import { sessionId } from '../../../domain/sessions/session-id.js'
import {
  acknowledgedRecord,
  alarmRecord,
  judgeRun,
  openAlarms,
  recordedClearance,
  type NamedAlarm,
  type Clearance,
} from '../../../domain/approvals/alarm.js'

const STRICT = { mode: 'strict', isFree: false } as const
const run = { digest: 'x', source: 'hook' } as const
const clearance = (over: Partial<Clearance>): Clearance => ({
  tool: 'Bash',
  askedDigest: 'x',
  approvedDigest: null,
  verdict: 'NoOpinion',
  ...over,
})

describe('judgeRun', () => {
  it('needs an allow in strict, but not for a free tool and not in the other modes', () => {
    expect(judgeRun(run, null, STRICT)).to.equal('not-allowed')
    expect(judgeRun(run, null, { ...STRICT, isFree: true })).to.equal(null)
    expect(judgeRun(run, null, { ...STRICT, mode: 'ask' })).to.equal(null)
    expect(judgeRun(run, null, { ...STRICT, mode: 'off' })).to.equal(null)
  })

  it('finds a refused call that ran, in every mode', () => {
    for (const mode of ['strict', 'ask', 'off'] as const)
      expect(judgeRun(run, clearance({ verdict: 'Deny' }), { mode, isFree: false })).to.equal('not-allowed')
  })

  it('takes a failed result for the refusal of a denied call, and for the run of a call without an answer', () => {
    const failed = { digest: 'x', source: 'transcript', mayBeRefusal: true } as const
    expect(judgeRun(failed, clearance({ verdict: 'Deny' }), STRICT)).to.equal(null)
    expect(judgeRun(failed, null, STRICT)).to.equal('not-allowed')
  })

  it('accepts a call that the hub did not decide or left to the terminal', () => {
    expect(judgeRun(run, clearance({ verdict: 'NoOpinion' }), STRICT)).to.equal(null)
    expect(judgeRun(run, clearance({ verdict: 'Terminal' }), STRICT)).to.equal(null)
  })

  it('compares the input with the approved one for hook reports only', () => {
    const edited = clearance({ verdict: 'Allow', approvedDigest: 'y' })
    expect(judgeRun({ ...run, digest: 'y' }, edited, STRICT)).to.equal(null)
    expect(judgeRun(run, edited, STRICT)).to.equal('other-input')
    expect(judgeRun({ digest: 'z', source: 'transcript' }, edited, STRICT)).to.equal(null)
  })
})

describe('alarms in the log', () => {
  const alarm: NamedAlarm = {
    id: 'a',
    session: sessionId('cc-shop'),
    name: 'cc-shop',
    kind: 'not-allowed',
    tool: 'Bash',
    toolUseId: 'toolu_1',
    preview: 'ls',
    digest: 'x',
    approvedDigest: null,
    source: 'transcript',
    isPaused: true,
    at: 5,
  }

  it('are restored as raised until they are acknowledged', () => {
    const other: NamedAlarm = {
      ...alarm,
      id: 'b',
      kind: 'other-input',
      approvedDigest: 'y',
      source: 'hook',
      isPaused: false,
    }
    const records = [alarmRecord(alarm, { command: 'ls' }), { kind: 'request', id: 'c' }, alarmRecord(other, null)]
    expect(openAlarms(records, sessionId)).to.deep.equal([alarm, other])
    expect(openAlarms([...records, acknowledgedRecord(alarm)], sessionId)).to.deep.equal([other])
  })

  it('skip records that cannot be read', () => {
    expect(
      openAlarms(
        [
          { kind: 'alarm', id: 'a' },
          { kind: 'alarm', id: 3 },
          { ...alarmRecord(alarm, null), alarm: 'x' },
          { ...alarmRecord(alarm, null), session: 5 },
          { ...alarmRecord(alarm, null), raisedAt: '5' },
          { ...alarmRecord(alarm, null), id: 5 },
          { ...alarmRecord(alarm, null), kind: 'request' },
        ],
        sessionId,
      ),
    ).to.deep.equal([])
  })

  it('restore those about settings, with empty texts for fields of another type', () => {
    const settings: NamedAlarm = { ...alarm, kind: 'weak-settings', source: 'settings', isPaused: false }
    expect(openAlarms([alarmRecord(settings, null)], sessionId)).to.deep.equal([settings])
    const odd = { tool: 1, toolUseId: null, preview: {}, digest: [], approvedDigest: 2, source: 'x', paused: 'yes' }
    expect(openAlarms([{ ...alarmRecord(alarm, null), ...odd }], sessionId)).to.deep.equal([
      {
        ...alarm,
        tool: '',
        toolUseId: '',
        preview: '',
        digest: '',
        approvedDigest: null,
        source: 'hook',
        isPaused: false,
      },
    ])
  })

  it('stay open when records of another kind or of another alarm have their id', () => {
    const record = alarmRecord(alarm, null)
    expect(
      openAlarms(
        [
          record,
          { ...record, kind: 'request' },
          { kind: 'outcome', id: 'a' },
          acknowledgedRecord({ ...alarm, id: 'b' }),
        ],
        sessionId,
      ),
    ).to.deep.equal([alarm])
  })

  it('have the id of their record, and that of the name in a record of a version without ids', () => {
    const named = { ...alarmRecord(alarm, null), session: 'cc-mall' }
    const idOf = (name: string) => sessionId(`id of ${name}`)
    const sessions = [named, { ...named, id: 'b', sessionId: 'id' }]
    expect(openAlarms(sessions, idOf).map(({ session }) => session)).to.deep.equal(['id of cc-mall', 'id'])
  })
})

describe('recordedClearance', () => {
  const request = { kind: 'request', id: 'r', toolUseId: 'toolu_1', tool: 'Bash', digest: 'x' }

  it('returns the allow of this call, with the edited input if there is one', () => {
    const allow = { kind: 'decision', id: 'r', decision: 'allow' }
    const expected = { tool: 'Bash', askedDigest: 'x', approvedDigest: 'x', verdict: 'Allow' }
    expect(recordedClearance([request, allow], 'toolu_1')).to.deep.equal(expected)
    expect(recordedClearance([request, { ...allow, editedDigest: 'y' }], 'toolu_1')).to.deep.equal({
      ...expected,
      approvedDigest: 'y',
    })
  })

  it('returns the denial of this call, by a person, a rule or the end of its time', () => {
    const denial = { tool: 'Bash', askedDigest: 'x', approvedDigest: null, verdict: 'Deny' }
    const denied = { kind: 'outcome', id: 'r', outcome: 'denied' }
    expect(recordedClearance([request, denied], 'toolu_1')).to.deep.equal(denial)
    expect(recordedClearance([{ ...request, kind: 'refusal' }], 'toolu_1')).to.deep.equal(denial)
    const allow = { kind: 'decision', id: 'r', decision: 'allow' }
    expect(recordedClearance([request, allow, { kind: 'withdrawal', id: 'r' }, denied], 'toolu_1')).to.deep.equal(
      denial,
    )
  })

  it('returns null for another call, a call without an answer and one whose answer was taken back', () => {
    const allow = { kind: 'decision', id: 'r', decision: 'allow' }
    expect(recordedClearance([request, allow, { kind: 'withdrawal', id: 'r' }], 'toolu_1')).to.equal(null)
    expect(recordedClearance([request, { kind: 'outcome', id: 'r', outcome: 'left-to-terminal' }], 'toolu_1')).to.equal(
      null,
    )
    expect(recordedClearance([request, { kind: 'decision', id: 'r', decision: 'allow' }], 'toolu_2')).to.equal(null)
    expect(recordedClearance([request, { kind: 'decision', id: 'r', decision: 'deny' }], 'toolu_1')).to.equal(null)
    expect(recordedClearance([request, { kind: 'decision', id: 'q', decision: 'allow' }], 'toolu_1')).to.equal(null)
    expect(recordedClearance([request], 'toolu_1')).to.equal(null)
  })

  it('returns null for records of another kind or without an id', () => {
    const allow = { kind: 'decision', id: 'r', decision: 'allow' }
    expect([
      recordedClearance([{ ...request, kind: 'run' }, allow], 'toolu_1'),
      recordedClearance([request, { ...allow, kind: 'outcome' }], 'toolu_1'),
      recordedClearance(
        [
          { ...request, id: 5 },
          { ...allow, id: 5 },
        ],
        'toolu_1',
      ),
    ]).to.deep.equal([null, null, null])
  })
})

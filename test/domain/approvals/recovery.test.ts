import { sessionId } from '../../../domain/sessions/session-id.js'
import type { Approval } from '../../../domain/approvals/approval.js'
import { closingRecords, grantIn } from '../../../domain/approvals/recovery.js'

const approval: Approval = {
  id: 'a',
  mode: 'strict',
  reason: null,
  createdAt: 5,
  expiresAt: 110_005,
  secretHash: 'f00d',
  call: {
    session: sessionId('cc-shop'),
    gate: 'PreToolUse',
    tool: 'Bash',
    input: { command: 'make' },
    digest: 'd1',
    inputLength: 18,
    permissionMode: 'default',
    cwd: null,
    toolUseId: null,
    promptId: null,
    comesAgain: true,
  },
}
const request = { kind: 'request', id: 'a' }
const allowed = {
  kind: 'decision',
  id: 'a',
  session: 'cc-old',
  sessionId: 'cc-shop',
  decision: 'allow',
  remember: true,
}
const denied = { kind: 'decision', id: 'a', session: 'cc-shop', decision: 'deny', reason: 'no' }
const outcome = { kind: 'outcome', id: 'a', session: 'cc-new', outcome: 'allowed', why: 'decided' }
const delivery = { kind: 'delivery', id: 'a', delivered: true }

const close = (...records: Parameters<typeof closingRecords>[1]) =>
  closingRecords(approval, records).map((record) => [record.kind, record['outcome'] ?? record['delivered'] ?? null])

describe('recovery of an open approval', () => {
  it('adds the missing records only', () => {
    expect([
      close(),
      close(request),
      close(request, allowed),
      close(request, denied),
      close(request, allowed, outcome),
      close(request, allowed, outcome, delivery),
      close(request, allowed, { ...outcome, delivered: false }),
    ]).to.deep.equal([
      [
        ['request', null],
        ['outcome', 'denied'],
        ['delivery', false],
      ],
      [
        ['outcome', 'denied'],
        ['delivery', false],
      ],
      [
        ['outcome', 'allowed'],
        ['delivery', null],
      ],
      [
        ['outcome', 'denied'],
        ['delivery', null],
      ],
      [['delivery', null]],
      [],
      [],
    ])
  })

  it('records the reason', () => {
    const whys = [[request], [request, allowed]].map((records) => closingRecords(approval, records)[0]?.['why'])
    expect(whys).to.deep.equal(['hub-restarted', 'decided'])
  })

  it('leaves an undecided call in ask to the terminal', () => {
    expect(closingRecords({ ...approval, mode: 'ask' }, [request])[0]).to.include({ outcome: 'left-to-terminal' })
  })

  it('returns the grant of an allow', () => {
    const grant = { session: 'cc-shop', tool: 'Bash', digest: 'd1', grantedAt: 5 }
    expect([
      grantIn(approval, [request, allowed]),
      grantIn(approval, [request, allowed, outcome]),
      grantIn(approval, [request, { ...allowed, remember: false }, outcome]),
      grantIn(approval, [request, { ...denied, remember: true }]),
      grantIn(approval, [request]),
    ]).to.deep.equal([grant, grant, null, null, null])
  })

  it('returns no grant of a version that recorded names alone', () => {
    const { sessionId: _id, ...named } = allowed
    expect(grantIn(approval, [request, named, outcome])).to.equal(null)
  })
})

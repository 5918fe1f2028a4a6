import { sessionId } from '../../../domain/sessions/session-id.js'
import { allow, deny, NO_OPINION, TERMINAL, type ToolCall } from '../../../domain/approvals/approval.js'
import {
  BY_GRANT,
  decisionRecord,
  deliveryRecord,
  outcomeRecord,
  refusalRecord,
  requestRecord,
} from '../../../domain/approvals/records.js'

const call: ToolCall = {
  session: sessionId('cc-shop'),
  gate: 'PreToolUse',
  tool: 'Bash',
  input: { command: 'make' },
  digest: 'digest',
  inputLength: 18,
  permissionMode: 'auto',
  cwd: '/work/shop',
  toolUseId: 'toolu_1',
  promptId: 'turn',
  comesAgain: true,
}
const FIELDS = {
  session: 'cc-shop',
  gate: 'PreToolUse',
  tool: 'Bash',
  digest: 'digest',
  inputLength: 18,
  input: { command: 'make' },
  preview: 'make',
  cwd: '/work/shop',
  permissionMode: 'auto',
  toolUseId: 'toolu_1',
}
const LIMIT = 64 * 1024
const phone = { by: 'one-time-token', user: 'me', ip: '192.0.2.1', userAgent: 'browser', client: 'phone' } as const
const sha256 = (text: string): string => `hash of ${String(text.length)}`

describe('records of approvals', () => {
  it('of a request and of a refusal hold the call, with its input up to 64 KiB', () => {
    expect(requestRecord('one', call, 'strict')).to.deep.equal({
      kind: 'request',
      id: 'one',
      mode: 'strict',
      ...FIELDS,
    })
    expect(refusalRecord('one', call, 'too-many')).to.deep.equal({
      kind: 'refusal',
      id: 'one',
      why: 'too-many',
      ...FIELDS,
    })
    const inputs = [LIMIT, LIMIT + 1].map(
      (inputLength) => requestRecord('one', { ...call, inputLength }, 'ask')['input'],
    )
    expect(inputs).to.deep.equal([{ command: 'make' }, null])
  })

  it('of a decision hold who made it, and the edited input up to 64 KiB with its own digest', () => {
    const decided = { kind: 'decision', id: 'one', session: 'cc-shop', tool: 'Bash', digest: 'digest' }
    const record = (decision: Parameters<typeof decisionRecord>[2], by: Parameters<typeof decisionRecord>[3] = phone) =>
      decisionRecord('one', call, decision, by, sha256)
    expect(record({ allow: true, edited: null, remember: true })).to.deep.equal({
      ...decided,
      decision: 'allow',
      remember: true,
      ...phone,
    })
    expect(record({ allow: false, reason: 'no' }, BY_GRANT)).to.deep.equal({
      ...decided,
      decision: 'deny',
      reason: 'no',
      by: 'grant',
      user: null,
      ip: null,
      userAgent: null,
      client: null,
    })
    const edit = (length: number) => ({ x: 'y'.repeat(length - '{"x":""}'.length) })
    const edited = [LIMIT, LIMIT + 1].map((length) => record({ allow: true, edited: edit(length), remember: false }))
    expect(edited.map((one) => [one['editedDigest'], one['editedInput']])).to.deep.equal([
      [`hash of ${String(LIMIT)}`, edit(LIMIT)],
      [`hash of ${String(LIMIT + 1)}`, null],
    ])
  })

  it('of an outcome and of its delivery contain the answer to the agent', () => {
    const outcomes = [allow(), deny('no'), TERMINAL, NO_OPINION].map((verdict) =>
      outcomeRecord({ id: 'one', call }, verdict, 'decided'),
    )
    expect(outcomes).to.deep.equal(
      ['allowed', 'denied', 'left-to-terminal', 'left-to-terminal'].map((outcome) => ({
        kind: 'outcome',
        id: 'one',
        session: 'cc-shop',
        digest: 'digest',
        outcome,
        why: 'decided',
      })),
    )
    expect([true, false, null].map((delivered) => deliveryRecord({ id: 'one', call }, delivered))).to.deep.equal(
      [true, false, null].map((delivered) => ({ kind: 'delivery', id: 'one', session: 'cc-shop', delivered })),
    )
  })
})

import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { isGivenByKeys } from '../../../domain/approvals/agent-dialog.js'
import type { Approval, CallPlace, ToolCall } from '../../../domain/approvals/approval.js'
import { readDecision, type DecisionRequest } from '../../../domain/approvals/decision.js'
import { charactersLeft, reasonLimitOf, reasonProblem } from '../../../domain/approvals/denial-reason.js'
import { invalidReason } from '../../../domain/approvals/errors.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const CALLS = {
  permission: { tool: 'Bash', gate: 'PermissionRequest' },
  question: { tool: 'AskUserQuestion', gate: 'PermissionRequest' },
  plan: { tool: 'ExitPlanMode', gate: 'PermissionRequest' },
  form: { tool: 'mcp', gate: 'Elicitation' },
} as const

const approvalOf = (call: Partial<ToolCall>): Approval => ({
  id: 'one',
  call: {
    ...{ session: sessionId('cc-shop'), gate: 'PermissionRequest', tool: 'Bash', input: {}, digest: 'right' },
    ...{ inputLength: 2, permissionMode: 'default', cwd: null, toolUseId: null, promptId: null, comesAgain: true },
    ...call,
  },
  ...{ mode: 'ask', reason: null, createdAt: 0, expiresAt: 110_000, secretHash: 'hash' },
})

const read = (call: Partial<ToolCall>, place: CallPlace, reason: unknown, more: DecisionRequest = {}) =>
  readDecision(approvalOf(call), { decision: 'deny', reason, ...more }, 0, place)

const places = fc.constantFrom<CallPlace>('hook', 'dialog', 'away')
const calls = fc.constantFrom(...Object.values(CALLS))
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.nat({ max: 4_000 }).map((length) => '\u{1f600}'.repeat(length)),
)

describe('the reason of a denial', () => {
  it('has a limit by the kind of the request and its place', () => {
    const limits = (['hook', 'dialog'] as const).map((place) =>
      Object.values(CALLS).map((call) => reasonLimitOf(call, place).limit),
    )
    expect(limits).to.deep.equal([
      [2_000, 2_000, 2_000, 0],
      [0, 0, 300, 0],
    ])
    expect(reasonLimitOf({ ...CALLS.permission, takesReason: false }, 'hook').limit).to.equal(0)
  })

  it('is refused where it does not fit, counted in characters without the blanks around it', () => {
    const long = '\u{1f600}'.repeat(2_000)
    expect(read(CALLS.permission, 'hook', ` ${long}\n`)).to.deep.equal(E.right({ allow: false, reason: long }))
    expect([
      read(CALLS.permission, 'hook', `${long}x`),
      read(CALLS.plan, 'dialog', 'x'.repeat(301)),
      read(CALLS.plan, 'dialog', 'smaller\nsteps'),
      read(CALLS.plan, 'dialog', 'a\u001b[31mb'),
      read(CALLS.permission, 'dialog', 'no'),
      read(CALLS.question, 'dialog', 'no'),
    ]).to.deep.equal(
      (
        [
          ['too-long', 2_000],
          ['too-long', 300],
          ['several-lines', 300],
          ['several-lines', 300],
          ['not-taken', 0],
          ['not-taken', 0],
        ] as const
      ).map(([problem, limit]) => E.left(invalidReason(problem, limit))),
    )
  })

  it('is left out, and said to be, where the answer to the hook has none and with an allow', () => {
    const denied = { allow: false, reason: null }
    expect([
      read(CALLS.form, 'hook', 'no', { cancel: true }),
      read(CALLS.form, 'hook', ' '),
      read({ ...CALLS.permission, takesReason: false }, 'hook', 'x'.repeat(3_000)),
      read(CALLS.permission, 'hook', 'fine', { decision: 'allow' }),
      read(CALLS.permission, 'dialog', 'fine', { decision: 'allow' }),
    ]).to.deep.equal(
      [
        { ...denied, isCancelled: true, isReasonLeftOut: true },
        denied,
        { ...denied, isReasonLeftOut: true },
        { allow: true, edited: null, remember: false, isReasonLeftOut: true },
        { allow: true, edited: null, remember: false, isReasonLeftOut: true },
      ].map(E.right),
    )
  })

  it('is passed on whole, refused, or said to be left out, and never cut', () => {
    fc.assert(
      fc.property(calls, places, texts, fc.boolean(), (call, place, reason, takesReason) => {
        const said = reason.trim()
        const decision = read({ ...call, takesReason }, place, reason)
        if (E.isLeft(decision)) {
          const { limit } = reasonLimitOf({ ...call, takesReason }, place)
          expect(decision.left).to.include({ _tag: 'InvalidReason', limit })
        } else if (decision.right.isReasonLeftOut === true) expect(said).to.not.equal('')
        else expect(decision.right).to.deep.equal({ allow: false, reason: said === '' ? null : said })
      }),
    )
  })

  it('that fits at a dialog can be typed by its keys', () => {
    fc.assert(
      fc.property(calls, texts, (call, reason) => {
        const decision = read(call, 'dialog', reason)
        if (E.isRight(decision)) expect(isGivenByKeys(approvalOf(call).call, decision.right)).to.equal(true)
      }),
    )
  })

  it('has as many characters left as still fit', () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 3_000 }), (reason, limit) => {
        const isFitting = reasonProblem(reason, { limit, isOneLine: false }) === null
        expect(charactersLeft(reason, { limit }) >= 0).to.equal(isFitting)
      }),
    )
  })
})

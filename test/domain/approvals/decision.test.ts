import { sessionId } from '../../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import type { Approval, ToolCall } from '../../../domain/approvals/approval.js'
import {
  canEditInput,
  checkEdit,
  MAX_EDIT_LENGTH,
  readDecision,
  type DecisionRequest,
} from '../../../domain/approvals/decision.js'
import {
  approvalNotPending,
  digestMismatch,
  invalidAnswers,
  invalidDecision,
  invalidEdit,
} from '../../../domain/approvals/errors.js'

const approval: Approval = {
  id: 'one',
  call: {
    session: sessionId('cc-shop'),
    gate: 'PreToolUse',
    tool: 'Bash',
    input: { command: 'make', timeout: 5, list: [1], nothing: null },
    digest: 'right',
    inputLength: 20,
    permissionMode: 'default',
    cwd: null,
    toolUseId: null,
    promptId: null,
    comesAgain: true,
  },
  mode: 'strict',
  reason: null,
  createdAt: 0,
  expiresAt: 110_000,
  secretHash: 'hash',
}

const read = (request: DecisionRequest, now = 0) => readDecision(approval, request, now)

describe('reading a decision', () => {
  it('refuses every decision from the deadline on, independent of the timer', () => {
    for (const decision of ['allow', 'deny']) {
      expect(E.isRight(read({ decision }, 109_999))).to.equal(true)
      expect(read({ decision }, 110_000)).to.deep.equal(E.left(approvalNotPending))
      expect(read({ decision }, 200_000)).to.deep.equal(E.left(approvalNotPending))
    }
  })

  it('allows a question only with an answer to each of its questions, and never for the rest of the session', () => {
    const input = { questions: [{ question: 'Which?', options: [{ label: 'This' }] }] }
    const asked = { ...approval, call: { ...approval.call, tool: 'AskUserQuestion', input } }
    const answered = E.right({ allow: true, edited: { ...input, answers: { 'Which?': 'This' } }, remember: false })
    expect(
      [
        { answers: { 'Which?': ['This'] }, remember: true },
        { updatedInput: { ...input, answers: { 'Which?': 'This' } } },
        {},
        { updatedInput: input },
        { answers: {} },
      ].map((more) => readDecision(asked, { decision: 'allow', ...more }, 0)),
    ).to.deep.equal([answered, answered, ...Array<unknown>(3).fill(E.left(invalidAnswers('missing')))])
    expect(readDecision(asked, { decision: 'deny' }, 0)).to.deep.equal(E.right({ allow: false, reason: null }))
  })

  it('accepts a plan as it is or with another text, and never for the rest of the session', () => {
    const input = { plan: '# Plan', planFilePath: '/plan.md' }
    const planned = { ...approval, call: { ...approval.call, tool: 'ExitPlanMode', input } }
    const accept = (more: DecisionRequest, call: Partial<ToolCall> = {}) =>
      readDecision({ ...planned, call: { ...planned.call, ...call } }, { decision: 'allow', ...more }, 0)
    expect(accept({ remember: true })).to.deep.equal(E.right({ allow: true, edited: null, remember: false }))
    const edited = { ...input, plan: '# Better plan' }
    expect(accept({ remember: true, updatedInput: edited })).to.deep.equal(
      E.right({ allow: true, edited, remember: false }),
    )
    const refused = E.left(invalidEdit('not-supported'))
    for (const updatedInput of [
      { ...input, plan: ' ' },
      { planFilePath: '/plan.md' },
      { plan: '# Better plan' },
      { ...edited, planFilePath: '/other.md' },
      { ...edited, allowedPrompts: [] },
    ])
      expect(accept({ updatedInput }), JSON.stringify(updatedInput)).to.deep.equal(refused)
    expect(accept({ updatedInput: edited }, { takesInput: false })).to.deep.equal(refused)
    expect(accept({ updatedInput: { plan: '# Plan' } }, { input: {} })).to.deep.equal(refused)
  })

  it('lets a person edit calls and plans that are shown, where the agent takes another input', () => {
    const plan = { tool: 'ExitPlanMode', input: { plan: '# Plan' } }
    const canEdit = (call: Partial<ToolCall>) => canEditInput({ ...approval.call, ...call })
    expect([canEdit({}), canEdit(plan)]).to.deep.equal([true, true])
    expect([
      canEdit({ takesInput: false }),
      canEdit({ ...plan, takesInput: false }),
      canEdit({ tool: 'ExitPlanMode', input: {} }),
      canEdit({ tool: 'AskUserQuestion' }),
    ]).to.deep.equal([false, false, false, false])
  })

  it('refuses an allow with a field that its kind of request does not take', () => {
    const answers = { 'Which?': 'This' }
    const input = { questions: [{ question: 'Which?', options: [{ label: 'This' }] }] }
    const kinds: ReadonlyArray<readonly [Partial<ToolCall>, DecisionRequest]> = [
      [{}, { answers }],
      [{}, { cancel: true }],
      [{ tool: 'ExitPlanMode', input: { plan: '# Plan' } }, { answers }],
      [
        { tool: 'AskUserQuestion', input },
        { answers, updatedInput: { ...input, answers } },
      ],
      [{ tool: 'AskUserQuestion', input }, { updatedInput: { ...input, answers, more: 1 } }],
      [{ tool: 'AskUserQuestion', input }, { updatedInput: { questions: [], answers } }],
      [
        {
          gate: 'Elicitation',
          tool: 'mcp',
          input: { mode: 'form', message: 'Go?', schema: { type: 'object', properties: {} } },
        },
        { answers: {}, updatedInput: {} },
      ],
    ]
    for (const [call, more] of kinds)
      expect(
        readDecision({ ...approval, call: { ...approval.call, ...call } }, { decision: 'allow', ...more }, 0),
        JSON.stringify(more),
      ).to.deep.equal(E.left(invalidDecision))
  })

  it('applies defaults for absent fields, and refuses fields of another type', () => {
    expect([
      read({ decision: 'allow' }),
      read({ decision: 'allow', digest: null, reason: null, remember: null, updatedInput: null }),
      read({ decision: 'allow', remember: true, digest: 'right' }),
      read({ decision: 'allow', remember: true, updatedInput: { command: 'make -n' } }),
    ]).to.deep.equal([
      E.right({ allow: true, edited: null, remember: false }),
      E.right({ allow: true, edited: null, remember: false }),
      E.right({ allow: true, edited: null, remember: true }),
      E.right({ allow: true, edited: { command: 'make -n' }, remember: false }),
    ])
    const wrong: ReadonlyArray<DecisionRequest> = [
      {},
      { decision: 'Allow' },
      { decision: true },
      { decision: 'allow', digest: 7 },
      { decision: 'deny', reason: ['no'] },
      { decision: 'allow', remember: 'yes' },
    ]
    expect(wrong.map((request) => read(request))).to.deep.equal(wrong.map(() => E.left(invalidDecision)))
    expect(read({ decision: 'deny', digest: 'wrong' })).to.deep.equal(E.left(digestMismatch))
  })

  it('accepts an edit of the same shape up to its limit, with additional keys', () => {
    const { input } = approval.call
    const text = (length: number) => ({ x: 'y'.repeat(length - '{"x":""}'.length) })
    expect(checkEdit(input, { command: 'make -n', more: { any: 1 } })._tag).to.equal('Right')
    expect(checkEdit(input, text(MAX_EDIT_LENGTH))._tag).to.equal('Right')
    expect(checkEdit(input, text(MAX_EDIT_LENGTH + 1))).to.deep.equal(E.left(invalidEdit('too-large')))
    const others = [{ command: 5 }, { timeout: '5' }, { list: {} }, { list: null }, { nothing: [] }, { command: null }]
    expect(others.map((edit) => checkEdit(input, edit))).to.deep.equal(
      others.map(() => E.left(invalidEdit('other-type'))),
    )
    const partly = { command: 'make', timeout: '5' }
    expect(checkEdit(input, partly)).to.deep.equal(E.left(invalidEdit('other-type')))
    expect(checkEdit({ nothing: null, list: [1] }, { nothing: {}, list: [2] })).to.deep.equal(
      E.left(invalidEdit('other-type')),
    )
    expect(checkEdit({ object: { a: 1 } }, { object: [1] })).to.deep.equal(E.left(invalidEdit('other-type')))
    expect(checkEdit({ nothing: null, list: [1] }, { nothing: null, list: [] })._tag).to.equal('Right')
    const deep = JSON.parse(`{"command":${'['.repeat(200)}${']'.repeat(200)}}`) as unknown
    expect(checkEdit(input, deep)).to.deep.equal(E.left(invalidEdit('too-deep')))
    expect(invalidEdit('other-type')).to.deep.equal({ _tag: 'InvalidEdit', reason: 'other-type' })
    expect([checkEdit(input, null), checkEdit(input, [1])]).to.deep.equal([
      E.left(invalidEdit('not-an-object')),
      E.left(invalidEdit('not-an-object')),
    ])
  })
})

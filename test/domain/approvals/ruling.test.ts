import { deny, NO_OPINION, runsUnasked, TERMINAL, type ToolCall } from '../../../domain/approvals/approval.js'
import type { Restraint } from '../../../domain/approvals/restraint.js'
import {
  hasDialogOfItsOwn,
  isGated,
  rule,
  ruleUnreadable,
  type ApprovalContext,
} from '../../../domain/approvals/ruling.js'
import { aToolCall as call, anApprovalContext as context } from '../../support/rulings.js'

const asks: Restraint = { at: 'ask', reason: 'budget exceeded' }
const MODES = ['default', 'plan', 'acceptEdits', 'auto', 'dontAsk', 'bypassPermissions', 'unheard of']
const bypassed = call({ permissionMode: 'bypassPermissions' })

describe('the ruling on a tool call', () => {
  /** `hold`, or the reason without a hold; for each permission mode. */
  const byMode = (changed: Partial<ToolCall>, c: ApprovalContext): Readonly<Record<string, string>> =>
    Object.fromEntries(
      MODES.map((permissionMode) => {
        const ruling = rule(call({ permissionMode, ...changed }), c)
        return [permissionMode, ruling._tag === 'Hold' ? 'hold' : ruling.why]
      }),
    )
  const notHere = Object.fromEntries(MODES.map((mode) => [mode, 'not-at-this-gate']))
  const held = Object.fromEntries(MODES.map((mode) => [mode, 'hold']))

  it('in ask holds a call before its tool only with permissions bypassed', () => {
    expect(byMode({}, context())).to.deep.equal({ ...notHere, bypassPermissions: 'hold' })
  })

  it('in ask holds it in auto mode as well, once the person has set that', () => {
    expect(byMode({}, context({ asksInAutoMode: true }))).to.deep.equal({
      ...notHere,
      auto: 'hold',
      bypassPermissions: 'hold',
    })
  })

  it('in ask holds a call of an older script in the default mode only, independent of the auto mode setting', () => {
    const older = { comesAgain: false }
    const expected = { ...notHere, default: 'hold' }
    expect(byMode(older, context())).to.deep.equal(expected)
    expect(byMode(older, context({ asksInAutoMode: true }))).to.deep.equal(expected)
    expect(byMode(older, context({ recentVerdict: { verdict: TERMINAL } }))).to.deep.equal({
      ...expected,
      default: 'asked-already',
    })
  })

  it('holds a question or a plan only while the agent shows its dialog, in strict and as a free tool too', () => {
    const question = { tool: 'AskUserQuestion', input: { questions: [{ question: 'q', options: [] }] } }
    const asked = { ...question, gate: 'PermissionRequest' } as const
    const withDialog = Object.fromEntries(MODES.map((mode) => [mode, 'has-dialog']))
    expect([
      byMode(question, context({ mode: 'strict' })),
      byMode(question, context({ restraint: asks })),
      byMode({ tool: 'ExitPlanMode', input: {} }, context({ mode: 'strict' })),
    ]).to.deep.equal([withDialog, withDialog, withDialog])
    for (const one of [asked, { ...asked, tool: 'ExitPlanMode', input: {} }])
      expect([
        rule(call(one), context()),
        rule(call(one), context({ mode: 'strict', isFree: true, isGranted: true, isAttached: true })),
        rule(call(one), context({ recentVerdict: { verdict: deny('no') } })),
      ]).to.deep.equal(Array(3).fill({ _tag: 'Hold', mode: 'ask' }))
  })

  it('leaves a question that nobody can answer to its dialog, in strict too', () => {
    const asked = call({
      tool: 'AskUserQuestion',
      gate: 'PermissionRequest',
      input: { questions: [{ question: 'q', options: [] }] },
    })
    const ruled = (changed: Partial<ApprovalContext>, of = asked) => {
      const ruling = rule(of, context({ mode: 'strict', ...changed }))
      return ruling._tag === 'Hold' ? 'hold' : [ruling.why, ruling.verdict]
    }
    expect([
      ruled({}),
      ruled({ canBeAnswered: false }),
      ruled({ hasRoom: false }),
      ruled({ sessionExists: false }),
      ruled({}, { ...asked, input: {} }),
      ruled({ mode: 'off' }),
      ruled({ restraint: { at: 'deny', reason: 'over' } }),
    ]).to.deep.equal([
      'hold',
      ['nobody-there', NO_OPINION],
      ['too-many', NO_OPINION],
      ['no-session', NO_OPINION],
      ['not-readable', NO_OPINION],
      ['off', NO_OPINION],
      ['restrained', deny('over')],
    ])
  })

  it('holds a form while no viewer is at the terminal, and leaves it to its dialog in every other case', () => {
    const ruled = (changed: Partial<ApprovalContext>) => {
      const ruling = rule(call({ gate: 'Elicitation', tool: 'Elicitation', input: {} }), context(changed))
      return ruling._tag === 'Hold' ? `hold in ${ruling.mode}` : [ruling.why, ruling.verdict]
    }
    expect([
      ruled({}),
      ruled({ mode: 'strict', isFree: true, isGranted: true }),
      ruled({ mode: 'strict', restraint: { at: 'deny', reason: 'over' } }),
      ruled({ recentVerdict: { verdict: deny('no') } }),
      ruled({ mode: 'off' }),
      ruled({ isAttached: true }),
      ruled({ canBeAnswered: false }),
      ruled({ hasRoom: false }),
      ruled({ sessionExists: false }),
    ]).to.deep.equal([
      ...Array<string>(4).fill('hold in ask'),
      ...['off', 'attached', 'nobody-there', 'too-many', 'no-session'].map((why) => [why, NO_OPINION]),
    ])
    const unreadable = { gate: 'Elicitation', permissionMode: 'default', comesAgain: true } as const
    expect(ruleUnreadable(unreadable, context({ mode: 'strict' }))).to.equal(NO_OPINION)
    // A tool may have any name.
    expect(rule(call({ tool: 'Elicitation' }), context({ mode: 'strict' }))).to.deep.equal({
      _tag: 'Hold',
      mode: 'strict',
    })
  })

  it('holds every call that the agent asks about, every call in strict, and every call under a restraint', () => {
    expect([
      byMode({ gate: 'PermissionRequest' }, context()),
      byMode({}, context({ mode: 'strict' })),
      byMode({ comesAgain: false }, context({ mode: 'strict' })),
      byMode({}, context({ restraint: asks })),
      byMode({ comesAgain: false }, context({ mode: 'off', restraint: asks })),
    ]).to.deep.equal([held, held, held, held, held])
  })

  it('holds a call with a viewer attached where the agent would show no dialog', () => {
    const attached = context({ isAttached: true, asksInAutoMode: true })
    expect([
      rule(bypassed, attached),
      rule(call({ permissionMode: 'auto' }), attached),
      rule(call({ gate: 'PermissionRequest' }), attached),
      rule(call(), context({ isAttached: true, mode: 'strict' })),
    ]).to.deep.equal([
      { _tag: 'Hold', mode: 'ask' },
      { _tag: 'Hold', mode: 'ask' },
      { _tag: 'Hold', mode: 'ask' },
      { _tag: 'Hold', mode: 'strict' },
    ])
    expect(rule(call({ comesAgain: false }), attached)).to.deep.equal({
      _tag: 'Say',
      verdict: NO_OPINION,
      why: 'attached',
    })
    expect([hasDialogOfItsOwn(call()), hasDialogOfItsOwn(bypassed)]).to.deep.equal([true, false])
    expect(hasDialogOfItsOwn(call({ gate: 'PermissionRequest' }))).to.equal(false)
    expect(hasDialogOfItsOwn(call({ gate: 'Elicitation' }))).to.equal(true)
  })

  it('holds a call beside the dialog of the agent whether or not a person can be reached, where its hook waits for hours', () => {
    const beside = { gate: 'PermissionRequest', hookLimit: 600 } as const
    const question = { ...beside, tool: 'AskUserQuestion', input: { questions: [{ question: 'q', options: [] }] } }
    const nobody = context({ canBeAnswered: false })
    const why = ({ hookLimit, ...changed }: Partial<ToolCall>, c: ApprovalContext, limits = true): string => {
      const ruling = rule(call({ ...changed, ...(limits && hookLimit !== undefined ? { hookLimit } : {}) }), c)
      return ruling._tag === 'Hold' ? 'hold' : ruling.why
    }
    expect(
      [beside, question, { ...question, tool: 'ExitPlanMode' }].map((one) => [
        why(one, nobody),
        why(one, context({ isAttached: true })),
        why(one, nobody, false),
        why({ ...one, hidesDialog: true }, nobody),
        why({ ...one, hidesDialog: true }, context({ isAttached: true })),
        why({ ...one, hidesDialog: true }, context()),
      ]),
    ).to.deep.equal(Array(3).fill(['hold', 'hold', 'nobody-there', 'nobody-there', 'attached', 'hold']))
    expect([
      why(beside, { ...nobody, mode: 'strict' }),
      why({ ...beside, gate: 'PreToolUse', permissionMode: 'bypassPermissions' }, nobody),
      why({ ...beside, gate: 'Elicitation' }, nobody),
    ]).to.deep.equal(Array(3).fill('nobody-there'))
  })

  it('does not decide in off, and never lets a call run unasked at the dialog gate', () => {
    const c = context({ mode: 'off', asksInAutoMode: true })
    const atDialog = call({ gate: 'PermissionRequest', permissionMode: 'auto' })
    expect([isGated(atDialog, c), isGated(bypassed, c), runsUnasked(atDialog)]).to.deep.equal([false, false, false])
    expect(runsUnasked(call({ gate: 'PermissionRequest', permissionMode: 'bypassPermissions' }))).to.equal(false)
    expect([runsUnasked(bypassed), runsUnasked(call({ permissionMode: 'auto' })), runsUnasked(call())]).to.deep.equal([
      true,
      true,
      false,
    ])
  })

  it('reports the first reason for not holding a call', () => {
    const nothing = { sessionExists: false, isAttached: true, canBeAnswered: false, hasRoom: false }
    const why = (changed: Partial<ApprovalContext>, one: ToolCall = bypassed) => {
      const ruling = rule(one, context(changed))
      return ruling._tag === 'Say' ? [ruling.why, ruling.verdict] : [ruling._tag]
    }
    expect([
      why({ mode: 'off', isFree: true }),
      why({ isFree: true, recentVerdict: { verdict: deny('no') } }),
      why({ recentVerdict: { verdict: deny('no') }, isGranted: true }),
      why({ recentVerdict: { verdict: TERMINAL }, mode: 'strict' }),
      why({ isGranted: true, ...nothing }),
      why(nothing),
      why({ ...nothing, sessionExists: true, mode: 'strict' }),
      why({ hasRoom: false, mode: 'strict' }),
      why({ sessionExists: false, mode: 'strict' }),
    ]).to.deep.equal([
      ['off', NO_OPINION],
      ['free-tool', NO_OPINION],
      ['asked-already', deny('no')],
      ['asked-already', deny('Not decided by a person: nobody has allowed it')],
      ['granted', { _tag: 'Allow', input: null }],
      ['no-session', TERMINAL],
      ['nobody-there', deny('Not decided by a person: nobody was there to answer')],
      ['too-many', deny('Not decided by a person: too many calls are waiting')],
      ['no-session', deny('Not decided by a person: the session is not running')],
    ])
  })

  it('denies an unreadable call in strict, and leaves it to the terminal where ask would have held it', () => {
    const unreadable = (changed: Partial<ToolCall>, c: Partial<ApprovalContext>) =>
      ruleUnreadable(call(changed), context(c))
    expect([
      unreadable({}, { mode: 'strict' }),
      unreadable({}, { mode: 'off' }),
      unreadable({}, {}),
      unreadable({ permissionMode: 'bypassPermissions' }, {}),
      unreadable({ permissionMode: 'bypassPermissions', comesAgain: false }, {}),
      unreadable({ permissionMode: 'auto' }, {}),
      unreadable({ permissionMode: 'auto' }, { asksInAutoMode: true }),
      unreadable({ permissionMode: 'auto' }, { restraint: asks }),
    ]).to.deep.equal([
      deny('Not decided by a person: the call could not be read'),
      NO_OPINION,
      NO_OPINION,
      TERMINAL,
      NO_OPINION,
      NO_OPINION,
      TERMINAL,
      { ...TERMINAL, reason: 'budget exceeded' },
    ])
  })
})

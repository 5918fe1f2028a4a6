import fc from 'fast-check'
import type { ToolCall, Verdict } from '../../../domain/approvals/approval.js'
import { restrainedMode, strictest, type Restraint } from '../../../domain/approvals/restraint.js'
import { rule, ruleUnreadable, type Ruling } from '../../../domain/approvals/ruling.js'
import { aToolCall, anApprovalContext as context } from '../../support/rulings.js'

const REASON = 'budget exceeded: $5.12 of $5.00 spent today'
const ask: Restraint = { at: 'ask', reason: REASON }
const strict: Restraint = { at: 'strict', reason: 'budgets could not be read' }
const refuse: Restraint = { at: 'deny', reason: REASON }

const call = (changed: Partial<ToolCall> = {}): ToolCall => aToolCall({ permissionMode: 'acceptEdits', ...changed })

/** Permissiveness of an answer: 0 refuses, 1 holds or asks at the terminal, 2 leaves it to the agent's rules, 3 allows. */
function leave(ruling: Ruling): number {
  if (ruling._tag === 'Hold') return 1
  return { Deny: 0, Terminal: 1, NoOpinion: 2, Allow: 3 }[ruling.verdict._tag]
}

const calls = fc
  .record({
    gate: fc.constantFrom('PreToolUse' as const, 'PermissionRequest' as const),
    permissionMode: fc.constantFrom('default', 'plan', 'acceptEdits', 'bypassPermissions'),
    comesAgain: fc.boolean(),
  })
  .map(call)

const verdicts = fc.constantFrom<Verdict>({ _tag: 'Terminal' }, { _tag: 'Deny', reason: 'no' })
const anyApprovalContext = fc
  .record({
    mode: fc.constantFrom('off' as const, 'ask' as const, 'strict' as const),
    isFree: fc.boolean(),
    isGranted: fc.boolean(),
    recentVerdict: fc.option(verdicts.map((verdict) => ({ verdict }))),
    sessionExists: fc.boolean(),
    isAttached: fc.boolean(),
    canBeAnswered: fc.boolean(),
    hasRoom: fc.boolean(),
  })
  .map(context)

describe('a restraint', () => {
  it('never loosens the rules, and a stricter one is never looser than a milder one', () => {
    fc.assert(
      fc.property(calls, anyApprovalContext, (one, c) => {
        const [free, asked, refused] = [null, ask, refuse].map((restraint) => leave(rule(one, { ...c, restraint })))
        expect(asked).to.be.at.most(free ?? 0)
        expect(refused).to.equal(0)
      }),
    )
  })

  it('passes its reason to the agent', () => {
    expect(rule(call(), context({ restraint: refuse, isFree: true, mode: 'off' }))).to.deep.equal({
      _tag: 'Say',
      verdict: { _tag: 'Deny', reason: REASON },
      why: 'restrained',
    })
    expect(rule(call(), context({ restraint: ask, canBeAnswered: false }))).to.deep.equal({
      _tag: 'Say',
      verdict: { _tag: 'Terminal', reason: REASON },
      why: 'nobody-there',
    })
  })

  it('asks about calls that the agent would run unasked, and about granted ones', () => {
    const holds = { _tag: 'Hold', mode: 'ask' }
    expect([
      rule(call(), context({ restraint: ask })),
      rule(call(), context({ restraint: ask, mode: 'off' })),
      rule(call(), context({ restraint: ask, isGranted: true })),
    ]).to.deep.equal([holds, holds, holds])
    expect(rule(call(), context({ restraint: ask, mode: 'strict' }))).to.deep.equal({ ...holds, mode: 'strict' })
  })

  it('lets a call pass that the operator allowed', () => {
    const recentVerdict = { verdict: { _tag: 'Allow', input: null } } as const
    const said = rule(call({ gate: 'PermissionRequest' }), context({ restraint: ask, recentVerdict }))
    expect(said).to.deep.include({ _tag: 'Say', verdict: recentVerdict.verdict })
  })

  it('applies to unreadable calls', () => {
    expect([
      ruleUnreadable(call(), context({ mode: 'off', restraint: refuse })),
      ruleUnreadable(call(), context({ mode: 'off', restraint: ask })),
      ruleUnreadable(call(), context({ mode: 'strict', restraint: ask }))._tag,
      ruleUnreadable(call(), context({ mode: 'off' })),
    ]).to.deep.equal([
      { _tag: 'Deny', reason: REASON },
      { _tag: 'Terminal', reason: REASON },
      'Deny',
      { _tag: 'NoOpinion' },
    ])
  })

  it('leaves an unanswered call to the dialog of the agent when that appears anyway', () => {
    const atDialog = call({ gate: 'PermissionRequest' })
    expect(rule(atDialog, context({ restraint: ask, canBeAnswered: false }))).to.deep.equal({
      _tag: 'Say',
      verdict: { _tag: 'NoOpinion' },
      why: 'nobody-there',
    })
    expect(ruleUnreadable(atDialog, context({ restraint: ask }))).to.deep.equal({ _tag: 'NoOpinion' })
    expect(ruleUnreadable(atDialog, context({ restraint: refuse }))).to.deep.equal({
      _tag: 'Deny',
      reason: REASON,
    })
  })

  it('is the strictest of several', () => {
    expect([strictest([]), strictest([ask]), strictest([ask, refuse]), strictest([refuse, ask])]).to.deep.equal([
      null,
      ask,
      refuse,
      refuse,
    ])
    expect([strictest([ask, strict]), strictest([strict, refuse])]).to.deep.equal([strict, refuse])
    expect((['off', 'ask', 'strict'] as const).map((mode) => restrainedMode(mode, strict))).to.deep.equal(
      Array(3).fill('strict'),
    )
    expect((['off', 'ask', 'strict'] as const).map((mode) => restrainedMode(mode, ask))).to.deep.equal([
      'ask',
      'ask',
      'strict',
    ])
  })
})

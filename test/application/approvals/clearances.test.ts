import { sessionId } from '../../../domain/sessions/session-id.js'
import { memorySecrets } from '../../../adapters/outbound/memory/machine.memory.js'
import { makeClearances, type Clearances } from '../../../application/approvals/clearances.js'
import { allow, deny, NO_OPINION, TERMINAL } from '../../../domain/approvals/approval.js'
import { aCall } from '../../support/approvals.js'

describe('clearances', () => {
  const secrets = memorySecrets()
  const digestOf = (input: object): string => secrets.sha256(JSON.stringify(input))
  const first = (toolUseId: string, payload: Record<string, unknown> = {}) =>
    aCall({ gate: 'PreToolUse' }, { tool_use_id: toolUseId, prompt_id: 'turn', ...payload })
  const second = (payload: Record<string, unknown> = {}) => aCall({}, { prompt_id: 'turn', ...payload })
  const asked = digestOf({ command: 'make' })
  let clearances: Clearances
  beforeEach(() => {
    clearances = makeClearances({ secrets })
  })
  const of = (toolUseId = 'toolu_1') => {
    const found = clearances.of(sessionId('cc-shop'), toolUseId)
    return found === null ? null : [found.verdict, found.approvedDigest]
  }

  it('hold what was said about a call, and the digest of what was allowed', () => {
    clearances.note(first('toolu_1'), allow())
    expect(clearances.of(sessionId('cc-shop'), 'toolu_1')).to.deep.include({
      tool: 'Bash',
      askedDigest: asked,
      approvedDigest: asked,
      verdict: 'Allow',
    })
    clearances.note(first('toolu_2'), allow({ command: 'ls' }))
    clearances.note(first('toolu_3'), deny('no'))
    clearances.note(first('toolu_4'), TERMINAL)
    expect([of('toolu_2'), of('toolu_3'), of('toolu_4'), of('toolu_5')]).to.deep.equal([
      ['Allow', digestOf({ command: 'ls' })],
      ['Deny', null],
      ['Terminal', null],
      null,
    ])
  })

  it('take the input as it was asked for where the edited one has no digest', () => {
    const deep = JSON.parse(`{"a":${'['.repeat(200)}${']'.repeat(200)}}`) as { readonly a: [] }
    clearances.note(first('toolu_1'), allow(deep))
    expect(of()).to.deep.equal(['Allow', asked])
  })

  it('ignore a call that cannot be read', () => {
    clearances.note(aCall({}, { tool_name: '' }), allow())
    clearances.note(first('toolu_1', { tool_input: 'make' }), allow())
    expect(of()).to.equal(null)
  })

  it('hold the answer of the second gate for the last call of the same tool, input and turn', () => {
    clearances.note(first('toolu_1'), NO_OPINION)
    clearances.note(first('toolu_2'), NO_OPINION)
    clearances.note(second(), allow({ command: 'ls' }))
    expect([of('toolu_1'), of('toolu_2')]).to.deep.equal([
      ['NoOpinion', null],
      ['Allow', digestOf({ command: 'ls' })],
    ])
    clearances.note(second(), deny('no'))
    expect([of('toolu_1'), of('toolu_2')]).to.deep.equal([
      ['Deny', null],
      ['Allow', digestOf({ command: 'ls' })],
    ])
  })

  it('hold nothing of the second gate for another tool, input or turn, or without an allow or a refusal', () => {
    clearances.note(first('toolu_1'), NO_OPINION)
    clearances.note(second({ tool_name: 'Edit' }), allow())
    clearances.note(second({ tool_input: { command: 'ls' } }), allow())
    clearances.note(second({ prompt_id: 'another' }), allow())
    clearances.note(second(), NO_OPINION)
    clearances.note(second(), TERMINAL)
    clearances.note(aCall({ session: sessionId('cc-other') }, { prompt_id: 'turn' }), allow())
    expect(of()).to.deep.equal(['NoOpinion', null])
  })

  it('are those of the last 500 calls of a session', () => {
    for (let call = 0; call < 500; call += 1) clearances.note(first(String(call)), allow())
    clearances.note(first('0'), deny('no')) // the newest again
    clearances.note(first('500'), allow())
    expect([of('0'), of('1'), of('2'), of('500')]).to.deep.equal([
      ['Deny', null],
      null,
      ['Allow', asked],
      ['Allow', asked],
    ])
  })

  it('go with their session', () => {
    clearances.note(first('toolu_1'), allow())
    clearances.forget(sessionId('cc-mall'))
    expect(of()).to.deep.equal(['Allow', asked])
    clearances.forget(sessionId('cc-shop'))
    expect(of()).to.equal(null)
  })
})

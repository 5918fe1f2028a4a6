import * as E from 'fp-ts/lib/Either.js'
import { gate, trustedHash } from '../../../../../adapters/outbound/agents/codex/gate.js'
import { hooks } from '../../../../../adapters/outbound/agents/codex/hooks.js'
import { right } from '../../../../support/results.js'
import { HOOK_TARGETS } from '../../../../support/hook-targets.js'

const OWN = '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"say done"}]}]}}\n'

describe('hooks of Codex', () => {
  it('allow at the permission request alone, without an input', () => {
    const allow = { _tag: 'Allow', input: null } as const
    expect(hooks.verdict('PreToolUse', allow, {})).to.equal(undefined)
    expect(hooks.verdict('PermissionRequest', allow, {})).to.deep.equal({
      hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } },
    })
  })

  it('deny an input that was edited, which Codex would not run', () => {
    const edited = { _tag: 'Allow', input: { command: 'make' } } as const
    expect(JSON.stringify(hooks.verdict('PermissionRequest', edited, {}))).to.contain('"behavior":"deny"')
    expect(JSON.stringify(hooks.verdict('PreToolUse', edited, {}))).to.contain('"permissionDecision":"deny"')
  })

  it('report no prompt of a sub-agent, which has the id of the session that it belongs to', () => {
    const sent = { session_id: 'root', prompt: 'look', agent_id: 'child' }
    expect(hooks.report('UserPromptSubmit', sent)).to.deep.include({
      hook: null,
      prompt: undefined,
      conversation: 'root',
    })
    expect(hooks.report('PostToolUse', sent).hook).to.deep.equal({ event: 'PostToolUse' })
  })

  it('end a turn that the person interrupted', () => {
    expect(hooks.report('Interrupt', {}).hook).to.deep.equal({ event: 'Stop' })
  })
})

describe('hooks in the settings of Codex', () => {
  it('are added to those of the person, and taken out byte for byte', () => {
    for (const text of [OWN, '{}\n', '{\n  "hooks": {}\n}\n']) {
      const installed = right(gate.withHooks(text, HOOK_TARGETS, 'ask'))
      expect(gate.withHooks(installed, HOOK_TARGETS, 'ask')).to.deep.equal(E.right(installed))
      expect(gate.withoutHooks(installed)).to.deep.equal(E.right(text))
    }
    expect(right(gate.withHooks(null, HOOK_TARGETS, 'ask'))).to.contain('"PermissionRequest"')
  })

  it('are left alone when the file is no JSON', () => {
    expect(E.isLeft(gate.withHooks('{ // mine\n}', HOOK_TARGETS, 'ask'))).to.equal(true)
  })

  it('have the hash that Codex 0.171.0 records for a hook', () => {
    const hook = { type: 'command', command: '/tmp/cx/hook.sh PostToolUse', timeout: 30 } as const
    expect(trustedHash({ event: 'PostToolUse', hook })).to.equal(
      'sha256:ee28817557a8ccf289c5c77b17be6eadf13a157eecb141d89718d8ada8376093',
    )
  })

  it('are not trusted until Codex has recorded every hash, and outdated for another hub', () => {
    const installed = right(gate.withHooks(OWN, HOOK_TARGETS, 'ask'))
    const { hooks: entries } = JSON.parse(installed) as {
      hooks: Record<string, ReadonlyArray<{ hooks: [{ type: 'command'; command: string; timeout: number }] }>>
    }
    const hashes = Object.entries(entries).map(([event, list]) => {
      const [hook] = list.at(-1)?.hooks ?? []
      return hook === undefined ? '' : `trusted_hash = "${trustedHash({ event, hook })}"`
    })
    const obstacles = (...config: ReadonlyArray<string>) =>
      right(gate.installationIn(installed, HOOK_TARGETS, config)).obstacles.length
    expect([obstacles(), obstacles(hashes.slice(1).join('\n')), obstacles(hashes.join('\n'))]).to.deep.equal([1, 1, 0])
    const other = { ...HOOK_TARGETS, hubUrl: 'http://127.0.0.1:4444' }
    expect(right(gate.installationIn(installed, other)).state).to.equal('outdated')
    expect(right(gate.installationIn(OWN, HOOK_TARGETS))).to.deep.equal({
      ...{ state: 'none', gate: null, statusLine: 'none', obstacles: [] },
    })
  })
})

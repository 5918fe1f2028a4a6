import { acp, screens } from '../../../../../adapters/outbound/agents/acp/acp.js'
import { hooks } from '../../../../../adapters/outbound/agents/acp/hooks.js'
import { cliOf, promptedStart, startedCommand, withOwnProgram } from '../../../../../domain/agents/agent-program.js'
import { withoutAnswer } from '../../../../../domain/approvals/approval.js'
import { parseStyledRows } from '../../../../../domain/terminal/styled-row.js'

const COMMAND = 'penates acp -- opencode acp'
const callOf = (call: unknown) => {
  const { tool, input } = hooks.report('PermissionRequest', { call }).call
  return [tool, input]
}
import { turnFailure } from '../../../../../domain/attention/turn-failure.js'

describe('reports of penates acp', () => {
  it('name tools and fields as the rules of the hub do', () => {
    expect(callOf({ kind: 'execute', title: 'Run make', input: { command: 'make' } })).to.deep.equal([
      ...['Bash', { command: 'make' }],
    ])
    expect(callOf({ kind: 'edit', input: { filePath: '/w/a', oldString: 'a', newString: 'b' } })).to.deep.equal([
      ...['Edit', { file_path: '/w/a', old_string: 'a', new_string: 'b' }],
    ])
    const diffs = [{ path: '/w/a', newText: 'b' }]
    expect(callOf({ kind: 'edit', title: 'Edit a', diffs })).to.deep.equal([
      ...['Edit', { file_path: '/w/a', old_string: '', new_string: 'b' }],
    ])
    expect(callOf({ kind: 'read', locations: [{ path: '/w/a' }] })).to.deep.equal(['Read', { file_path: '/w/a' }])
    expect(callOf({ kind: 'other', name: 'pay', title: 'Pay 5', input: { sum: 5 } })).to.deep.equal(['pay', { sum: 5 }])
    expect(callOf({ title: 'x'.repeat(1_000) })).to.deep.equal(['x'.repeat(200), {}])
    for (const odd of [null, 1, 'x', []]) expect(callOf(odd)[0]).to.equal(undefined)
  })

  it('name the reason of a failed turn', () => {
    const failure = (error: unknown) => hooks.report('StopFailure', { error }).hook
    for (const [error, reason, words = null] of [
      [{ code: -32_000 }, 'sign-in'],
      [{ stop: 'max_tokens' }, 'output-length'],
      [{ code: -32_603, message: 'Internal error' }, 'unknown', 'Internal error'],
      [null, 'unknown'],
    ] as const)
      expect(failure(error)).to.deep.equal({ event: 'Stop', failure: turnFailure(reason, words) })
  })

  it('are answered by an allow, a denial, or that no person has decided; an edited input is denied', () => {
    const spoken = (verdict: Parameters<typeof hooks.verdict>[1]) => hooks.verdict('PermissionRequest', verdict, {})
    expect(spoken({ _tag: 'Allow', input: null })).to.deep.equal({ outcome: 'allow' })
    expect(spoken({ _tag: 'Allow', input: {} })).to.have.property('outcome', 'deny')
    expect(spoken({ _tag: 'Deny', reason: 'no' })).to.deep.equal({ outcome: 'deny', reason: 'no' })
    const late = withoutAnswer('strict', { gate: 'PermissionRequest', permissionMode: 'default' }, 'too late')
    expect(spoken(late)).to.deep.equal({ outcome: 'undecided', reason: 'Not decided by a person: too late' })
    expect(spoken({ _tag: 'NoOpinion' })).to.equal(undefined)
  })
})

describe('screens of penates acp', () => {
  it('are read by the state above the prompt at their end', () => {
    for (const [state, reading] of [
      ['ready · fake 1.0', 'ready'],
      ['working · Ctrl-C stops', 'busy'],
      ['asking · y and Enter allow it once', 'asking'],
    ] as const)
      expect(screens.reading(['  text', `acp · ${state}`, '> ', '  more', ''])).to.equal(reading)
    expect(screens.reading(['acp · ready', '> ', '$ ls'])).to.equal(null)
    expect(screens.reading(['acp · ready'])).to.equal(null)
    expect(screens.reading(['  acp · ready', '> '])).to.equal(null)
  })

  it('have a draft when text is typed', () => {
    const hasDraft = (...rows: ReadonlyArray<string>) => screens.hasDraft(parseStyledRows(rows))
    expect(hasDraft('  > old', '\u001b[2macp · ready\u001b[0m', '> ')).to.equal(false)
    expect(hasDraft('acp · ready', '> new')).to.equal(true)
    expect(hasDraft('acp · ready', '> ', '  second line')).to.equal(true)
    expect(hasDraft('> new')).to.equal(false)
  })
})

describe('command line of penates acp', () => {
  it('is found by program and command, and by the name of its process', () => {
    const agents = [acp] as const
    for (const command of [COMMAND, '/opt/bin/penates  acp', 'penates-acp'])
      expect(cliOf(agents, command)).to.equal(acp)
    for (const command of ['penates', 'penates serve', 'acp', 'opencode acp'])
      expect(cliOf(agents, command)).to.equal(undefined)
  })

  it('is started by the program of the hub, with its flags behind the command', () => {
    const strict = startedCommand([acp], COMMAND, [() => ['--strict=key']])
    expect(strict).to.equal('penates acp --strict=key -- opencode acp')
    const own = ['/usr/bin/node', '/opt/my penates/main.js']
    expect(withOwnProgram(strict, own)).to.equal(
      "/usr/bin/node '/opt/my penates/main.js' acp --strict=key -- opencode acp",
    )
    expect(withOwnProgram(strict, null)).to.equal(strict)
    expect(withOwnProgram('penates-other', own)).to.equal('penates-other')
  })

  it('takes its first prompt from the environment', () => {
    const { command, environment } = promptedStart(acp, COMMAND, 'go')
    expect([command, Object.values(environment)]).to.deep.equal([COMMAND, ['go']])
  })
})

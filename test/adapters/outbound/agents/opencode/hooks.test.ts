import * as E from 'fp-ts/lib/Either.js'
import { readFileSync } from 'node:fs'
import { gate } from '../../../../../adapters/outbound/agents/opencode/gate.js'
import { hooks } from '../../../../../adapters/outbound/agents/opencode/hooks.js'
import { right } from '../../../../support/results.js'
import { turnFailure } from '../../../../../domain/attention/turn-failure.js'

const PLACES = {
  hubUrl: 'http://127.0.0.1:3333',
  node: '/usr/bin/node',
  answerKey: 'key',
  scripts: {
    argsCheck: '/a.sh',
    gate: '/g.mjs',
    hold: '/h.mjs',
    report: '/r.mjs',
    statusLine: '/s.mjs',
    plugin: '/hooks/"plugin".mjs',
  },
}
const ALLOW = { _tag: 'Allow', input: null } as const
const DENY = { _tag: 'Deny', reason: 'no' } as const

const sent = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`test/fixtures/opencode/hook-${name}.json`, 'utf8')) as Record<string, unknown>

describe('hooks of opencode', () => {
  it('name tools and fields as the rules of the hub do', () => {
    expect(hooks.report('PermissionRequest', sent('PermissionRequest')).call).to.deep.include({
      tool: 'Bash',
      input: { command: 'touch a.txt', description: 'Asked for' },
    })
    const edit = { tool_name: 'edit', tool_input: { filePath: '/w/a', oldString: 'a', newString: 'b' } }
    expect(hooks.report('PreToolUse', edit).call).to.deep.include({
      tool: 'Edit',
      input: { file_path: '/w/a', old_string: 'a', new_string: 'b' },
    })
    expect(hooks.report('PreToolUse', { tool_name: 'shop_pay', tool_input: { sum: 1 } }).call).to.deep.include({
      tool: 'shop_pay',
      input: { sum: 1 },
    })
  })

  it('take a request without a call for a call of what is asked for', () => {
    const request = { permission: 'external_directory', patterns: ['/etc/*'], metadata: { parentDir: '/etc' } }
    expect(hooks.report('PermissionRequest', { request }).call).to.deep.include({
      tool: 'external_directory',
      input: { parentDir: '/etc', patterns: ['/etc/*'] },
    })
  })

  it('answer a request once, or reject it with the reason', () => {
    expect(hooks.verdict('PermissionRequest', ALLOW, {})).to.deep.equal({ reply: { reply: 'once' } })
    expect(hooks.verdict('PermissionRequest', DENY, {})).to.deep.equal({ reply: { reply: 'reject', message: 'no' } })
    expect(hooks.verdict('PreToolUse', ALLOW, {})).to.equal(undefined)
    expect(hooks.verdict('PreToolUse', DENY, {})).to.deep.equal({ refusal: 'no' })
  })

  it('deny an input that was edited, which opencode would not run', () => {
    const edited = { _tag: 'Allow', input: { command: 'make' } } as const
    expect(JSON.stringify(hooks.verdict('PermissionRequest', edited, {}))).to.contain('"reply":"reject"')
    expect(JSON.stringify(hooks.verdict('PreToolUse', edited, {}))).to.contain('refusal')
  })

  it('answer its questions in their order, and dismiss them', () => {
    const asked = hooks.report('PermissionRequest', sent('PermissionRequest-question')).call.input
    expect(asked).to.have.nested.property('questions[1].multiSelect', true)
    const answers = { 'Which sizes?': 'S, L', 'Which colour?': 'Blue' }
    expect(hooks.verdict('PermissionRequest', { _tag: 'Allow', input: { answers } }, asked)).to.deep.equal({
      reply: { answers: [['Blue'], ['S, L']] },
    })
    expect(hooks.verdict('PermissionRequest', ALLOW, asked)).to.equal(undefined)
    expect(hooks.verdict('PermissionRequest', DENY, asked)).to.deep.equal({ isDismissed: true })
  })

  it('name the reason of a failed turn', () => {
    const failure = (error: unknown) => hooks.report('StopFailure', { error }).hook
    expect(hooks.report('StopFailure', sent('StopFailure')).hook).to.deep.equal({
      event: 'Stop',
      failure: turnFailure('sign-in', 'made up'),
    })
    const api = (statusCode: unknown) => failure({ name: 'APIError', data: { statusCode } })
    expect([402, 404, 429, 500, 529, 400, '500', null].map((status) => api(status))).to.deep.equal(
      (['billing', 'model', 'rate-limit', 'service', 'overloaded', 'request', 'unknown', 'unknown'] as const).map(
        (reason) => ({
          ...{ event: 'Stop', failure: turnFailure(reason, null) },
        }),
      ),
    )
    expect(failure({ name: 'MessageOutputLengthError', data: {} })).to.have.nested.property(
      'failure.kind',
      'output-length',
    )
    for (const odd of [null, 1, 'x', [], {}]) expect(failure(odd)).to.have.nested.property('failure.kind', 'unknown')
  })
})

describe('plugin file of opencode', () => {
  it('is written, brought up to date and removed as a whole', () => {
    const text = right(gate.withHooks(null, PLACES, 'ask'))
    expect(text).to.contain(String.raw`import("/hooks/\"plugin\".mjs")`)
    expect(right(gate.installationIn(text, PLACES))).to.include({ state: 'current', gate: 'ask' })
    const other = { ...PLACES, hubUrl: 'http://127.0.0.1:4444' }
    expect(right(gate.installationIn(text, other)).state).to.equal('outdated')
    expect(right(gate.withHooks(text, other, 'ask'))).to.contain(':4444')
    expect(gate.withoutHooks(text)).to.deep.equal(E.right(null))
  })

  it('takes no file of another program for its own', () => {
    const foreign = 'export const Mine = async () => ({})\n'
    expect(E.isLeft(gate.withHooks(foreign, PLACES, 'ask'))).to.equal(true)
    expect(gate.withoutHooks(foreign)).to.deep.equal(E.right(foreign))
    expect(right(gate.installationIn(foreign, PLACES)).state).to.equal('none')
  })
})

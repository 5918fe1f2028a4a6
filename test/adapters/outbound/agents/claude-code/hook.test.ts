import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readReport } from '../../../../../adapters/outbound/agents/claude-code/hook.js'
import { reportEvent, type HookPayload } from '../../../../../domain/attention/hook.js'

const readHook = (event: string, payload: HookPayload) => readReport(reportEvent(event), payload).hook
import { turnFailure } from '../../../../../domain/attention/turn-failure.js'

const sent = (name: string): HookPayload =>
  JSON.parse(readFileSync(resolve('test/fixtures/claude-code', `hook-${name}.json`), 'utf8')) as HookPayload

describe('readReport', () => {
  it('reports a turn that ended in an error of the model service as failed', () => {
    const failures = ['overloaded', 'rate_limit', 'authentication_failed', 'server_error', 'something new', undefined]
    expect(failures.map((error) => readHook('StopFailure', { error }))).to.deep.equal(
      (['overloaded', 'rate-limit', 'sign-in', 'service', 'unknown', 'unknown'] as const).map((kind) => ({
        event: 'Stop',
        failure: turnFailure(kind, null),
      })),
    )
  })

  it('reads a prompt without the marks around pasted text', () => {
    const prompt = '\n\n<pasted_content id="b616">\nSome lines\n\n  and more\n</pasted_content>\n'
    const texts = [prompt, 'typed', undefined].map((text) => readReport('UserPromptSubmit', { prompt: text }).prompt)
    expect(texts).to.deep.equal(['Some lines\n\n  and more', 'typed', undefined])
  })

  it('reads every recorded hook of Claude Code', () => {
    const events = [
      'UserPromptSubmit',
      'PreToolUse',
      'PermissionRequest',
      'PostToolUse',
      'Notification',
      'Stop',
      'SessionStart',
      'SessionEnd',
    ]
    expect(events.map((event) => readHook(event, sent(event)))).to.deep.equal([
      { event: 'UserPromptSubmit' },
      { event: 'PreToolUse', tool: 'Bash' },
      { event: 'PermissionRequest', tool: 'Bash' },
      { event: 'PostToolUse' },
      { event: 'Notification', about: 'question' },
      { event: 'Stop' },
      { event: 'SessionStart' },
      { event: 'SessionEnd', isOver: true },
    ])
  })

  it('counts a notification as a question only when a person has to answer', () => {
    const about = (payload: HookPayload): unknown => {
      const hook = readHook('Notification', payload)
      return hook?.event === 'Notification' ? hook.about : hook
    }
    expect([
      about({ notification_type: 'permission_prompt' }),
      about({ notification_type: 'elicitation_dialog' }),
      about({ notification_type: 'idle_prompt' }),
      about({ notification_type: 'auth_success' }),
      about({ notification_type: 7 }),
      about({ message: 'Claude is waiting for your input' }),
      about({ message: 'Claude needs your permission to use Bash' }),
      about({}),
    ]).to.deep.equal(['question', 'question', 'idlePrompt', 'other', 'other', 'idlePrompt', 'question', 'question'])
  })

  it('reads the form of an MCP server as a question with the parts that the server sent', () => {
    const { hook, call } = readReport('Elicitation', {
      ...{ mcp_server_name: 'asking', message: 'Who?', mode: 'form', requested_schema: { type: 'object' } },
    })
    expect(hook).to.deep.equal({ event: 'PermissionRequest', tool: null })
    expect([call.tool, call.input]).to.deep.equal([
      'Elicitation',
      { server: 'asking', message: 'Who?', mode: 'form', schema: { type: 'object' } },
    ])
    expect(readReport('Elicitation', { tool_name: 'Bash', tool_input: 7 }).call.input).to.deep.equal({})
    expect(readHook('ElicitationResult', { action: 'accept' })).to.deep.equal({ event: 'PostToolUse' })
  })

  it('counts a dialog of the agent itself as a question, and a finished agent in the background as neither', () => {
    const types = ['agent_needs_input', 'elicitation_url_dialog', 'agent_completed', 'quota_auto_resume_fired']
    expect(types.map((type) => readHook('Notification', { notification_type: type }))).to.deep.equal(
      ['question', 'question', 'other', 'other'].map((about) => ({ event: 'Notification', about })),
    )
  })

  it('reads the work that runs on after a turn', () => {
    const stop = (...types: ReadonlyArray<unknown>) =>
      readHook('Stop', { background_tasks: types.map((type) => ({ id: 'b1', type, status: 'running' })) })
    expect([
      stop(),
      stop('shell'),
      stop('shell', 'subagent'),
      stop(7),
      readHook('Stop', { background_tasks: 'x' }),
    ]).to.deep.equal([
      { event: 'Stop' },
      { event: 'Stop', background: 'commands' },
      { event: 'Stop', background: 'agents' },
      { event: 'Stop', background: 'agents' },
      { event: 'Stop' },
    ])
  })

  it('leaves the turn open when a subagent stops in a version that reports its tasks', () => {
    expect([readHook('SubagentStop', {}), readHook('SubagentStop', { background_tasks: [] })]).to.deep.equal([
      { event: 'SubagentStop', leavesTurn: false },
      { event: 'SubagentStop', leavesTurn: true },
    ])
  })

  it('reads the reason of a denial by the classifier, cut to 2,000 characters', () => {
    const reason = (value: unknown) => readHook('PermissionDenied', { reason: value })
    expect([reason('not wanted'), reason(' '), reason(7)]).to.deep.equal(
      ['not wanted', null, null].map((one) => ({ event: 'PermissionDenied', reason: one })),
    )
    expect(reason('x'.repeat(3_000)))
      .to.have.property('reason')
      .with.length(2_000)
  })

  it('does not end the session when the conversation is cleared', () => {
    expect(readHook('SessionEnd', { reason: 'clear' })).to.deep.equal({ event: 'SessionEnd', isOver: false })
  })

  it('accepts unknown tool names, cut to 200 characters, and texts only', () => {
    expect(readHook('PreToolUse', { tool_name: 'mcp__x__'.padEnd(300, 'y') }))
      .to.have.property('tool')
      .with.length(200)
    expect(readHook('PreToolUse', { tool_name: { evil: true } })).to.deep.equal({ event: 'PreToolUse', tool: null })
  })

  it('returns null for other events', () => {
    expect([readHook('PreCompact', {}), readHook('constructor', {}), readHook('', {})]).to.deep.equal([
      null,
      null,
      null,
    ])
  })
})

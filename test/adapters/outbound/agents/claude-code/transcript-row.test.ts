import { readTranscriptRow } from '../../../../../adapters/outbound/agents/claude-code/transcript-row.js'

const row = (...content: object[]) => ({ sessionId: 'conversation', message: { content } })
const result = (content: unknown, is_error?: boolean) =>
  row({ type: 'tool_result', tool_use_id: 'toolu_1', content, ...(is_error === undefined ? {} : { is_error }) })
const RAN = { toolUseId: 'toolu_1' }

describe('readTranscriptRow', () => {
  it('reads calls with their input and results of tools that ran', () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls' } }
    const whole = { ...row({ type: 'text', text: 'hi' }, call), cwd: '/work', timestamp: '2026-11-27T12:00:00.000Z' }
    expect(readTranscriptRow(whole)).to.deep.equal({
      conversation: 'conversation',
      cwd: '/work',
      at: Date.UTC(2026, 10, 27, 12),
      calls: [{ toolUseId: 'toolu_1', tool: 'Bash', input: { command: 'ls' } }],
      ran: [],
    })
    expect(readTranscriptRow(result('done'))?.ran).to.deep.equal([RAN])
    expect(readTranscriptRow(result([{ type: 'text', text: 'done' }], false))?.ran).to.deep.equal([RAN])
  })

  it('counts a failed tool as run, with the note that it may be a refusal unless a command failed', () => {
    expect(readTranscriptRow(result('Exit code 1\ntouch: missing file operand', true))?.ran).to.deep.equal([RAN])
    for (const text of ['not today', 'The server has no such tool', `Output: Exit code 1`])
      expect(readTranscriptRow(result(text, true))?.ran, text).to.deep.equal([{ ...RAN, mayBeRefusal: true }])
  })

  it('does not count a call in a row that tells of its denial', () => {
    expect(readTranscriptRow({ ...result('not today', true), toolDenialKind: 'permission-rule' })).to.equal(null)
  })

  it('does not count refused calls, but counts tools whose output contains a refusal text', () => {
    const refusals = [
      'PreToolUse:Bash hook error: [node gate.mjs]: Penates refused this\n',
      'Error: PreToolUse:Bash hook error: x',
      'Penates refused this: nobody answered in time.',
      'Not decided by a person: nobody answered in time',
      '<tool_use_error>InputValidationError: Bash failed</tool_use_error>',
      "The user doesn't want to proceed with this tool use. The tool use was rejected",
      'Permission to use Bash has been denied.',
    ]
    for (const text of refusals) {
      expect(readTranscriptRow(result(text, true)), text).to.equal(null)
      expect(readTranscriptRow(result(text, false))?.ran, text).to.deep.equal([RAN])
    }
  })

  it('skips blocks of other types, without an id, a name or a usable id', () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'Bash' }
    const done = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'done' }
    for (const odd of [
      { ...call, type: 'server_tool_use' },
      { ...call, name: 5 },
      { ...call, id: 5 },
      { ...done, type: 'text' },
      { ...done, tool_use_id: 5 },
      { ...done, tool_use_id: 'x'.repeat(201) },
    ])
      expect(readTranscriptRow(row(odd)), JSON.stringify(odd)).to.equal(null)
    expect(readTranscriptRow({ message: { content: ['text', null, 5, [call], done] } })).to.deep.equal({
      ...{ conversation: null, cwd: null, at: null },
      calls: [],
      ran: [RAN],
    })
    expect(readTranscriptRow(row({ ...call, input: 'ls' }))?.calls).to.deep.equal([
      { toolUseId: 'toolu_1', tool: 'Bash', input: {} },
    ])
  })

  it('reads ids up to their limit', () => {
    const [longest, longer] = ['x'.repeat(200), 'x'.repeat(201)]
    const ran = (id: string) => readTranscriptRow(row({ type: 'tool_result', tool_use_id: id }))?.ran ?? null
    expect([ran(longest), ran(longer)]).to.deep.equal([[{ toolUseId: longest }], null])
  })

  it('reads a refusal only at the beginning of a text, not in blocks or where the content is missing', () => {
    const refused = 'Penates refused this: nobody answered in time.'
    expect([
      readTranscriptRow(result(`output: ${refused}`, true))?.ran,
      readTranscriptRow(result(undefined, true))?.ran,
      readTranscriptRow(result(null, true))?.ran,
    ]).to.deep.equal(Array(3).fill([{ ...RAN, mayBeRefusal: true }]))
  })

  it('returns null for everything else', () => {
    for (const odd of [
      null,
      1,
      'x',
      [],
      {},
      { message: null },
      { message: { content: 'text' } },
      row({ type: 'text' }),
    ])
      expect(readTranscriptRow(odd)).to.equal(null)
    expect(readTranscriptRow(row({ type: 'tool_use', id: '', name: 'Bash' }, { type: 'tool_result' }))).to.equal(null)
  })
})

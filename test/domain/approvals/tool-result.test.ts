import { expect } from 'chai'
import { readTranscriptRow } from '../../../domain/approvals/tool-result.js'

const row = (...content: object[]) => ({ sessionId: 'conversation', message: { content } })
const result = (content: unknown, is_error?: boolean) =>
  row({ type: 'tool_result', tool_use_id: 'toolu_1', content, ...(is_error === undefined ? {} : { is_error }) })

describe('readTranscriptRow', () => {
  it('reads calls with their input and results of tools that ran', () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls' } }
    expect(readTranscriptRow(row({ type: 'text', text: 'hi' }, call))).to.deep.equal({
      conversation: 'conversation',
      calls: [{ toolUseId: 'toolu_1', tool: 'Bash', input: { command: 'ls' } }],
      ran: [],
    })
    expect(readTranscriptRow(result('done'))?.ran).to.deep.equal(['toolu_1'])
    expect(readTranscriptRow(result([{ type: 'text', text: 'done' }], false))?.ran).to.deep.equal(['toolu_1'])
  })

  it('counts a failed tool as one that ran', () => {
    expect(readTranscriptRow(result('Exit code 1\ntouch: missing file operand', true))?.ran).to.deep.equal(['toolu_1'])
  })

  it('does not count what was refused before it ran, but what only says so as its output', () => {
    const refusals = [
      'PreToolUse:Bash hook error: [node gate.mjs]: Penates refused this\n',
      'Error: PreToolUse:Bash hook error: x',
      'Penates refused this: nobody answered in time.',
      '<tool_use_error>InputValidationError: Bash failed</tool_use_error>',
      "The user doesn't want to proceed with this tool use. The tool use was rejected",
      'Permission to use Bash has been denied.',
    ]
    for (const text of refusals) {
      expect(readTranscriptRow(result(text, true)), text).to.equal(null)
      expect(readTranscriptRow(result(text, false))?.ran, text).to.deep.equal(['toolu_1'])
    }
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

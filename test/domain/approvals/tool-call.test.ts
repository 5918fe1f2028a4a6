import { sessionId } from '../../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import { isSameTool, readFinishedCall, readToolCall, type CallSource } from '../../../domain/approvals/tool-call.js'
import { aReport } from '../../support/agents.js'

const sha256 = (text: string): string => `hash of ${text}`
const deep = JSON.parse('{"a":'.repeat(500) + '1' + '}'.repeat(500)) as unknown
const source = (payload: Record<string, unknown>): CallSource => ({
  session: sessionId('cc-shop'),
  gate: 'PreToolUse',
  comesAgain: false,
  call: aReport(null, { tool_name: 'Bash', tool_input: { command: 'make' }, ...payload }).call,
})
const read = (payload: Record<string, unknown>) => readToolCall(source(payload), sha256)
const field = (payload: Record<string, unknown>, key: 'cwd' | 'toolUseId' | 'promptId' | 'permissionMode') => {
  const call = read(payload)
  return E.isRight(call) ? call.right[key] : 'unreadable'
}

describe('reading a tool call', () => {
  it('reads the fields that Claude Code sends, and an empty input when it is missing', () => {
    expect(
      read({ cwd: '/work', permission_mode: 'auto', tool_use_id: 'toolu_1', prompt_id: 'turn', tool_name: 'LS' }),
    ).to.deep.equal(
      E.right({
        session: 'cc-shop',
        gate: 'PreToolUse',
        comesAgain: false,
        permissionMode: 'auto',
        tool: 'LS',
        input: { command: 'make' },
        digest: 'hash of {"command":"make"}',
        inputLength: 18,
        cwd: '/work',
        toolUseId: 'toolu_1',
        promptId: 'turn',
      }),
    )
    expect(read({ tool_input: undefined })).to.have.nested.property('right.digest', 'hash of {}')
  })

  it('reads texts within their limits, and treats others as absent', () => {
    const fields = { cwd: ['cwd', 4_096], toolUseId: ['tool_use_id', 200], promptId: ['prompt_id', 200] } as const
    for (const [key, [name, limit]] of Object.entries(fields) as [keyof typeof fields, readonly [string, number]][]) {
      const longest = 'x'.repeat(limit)
      expect([longest, `${longest}x`, '', 7, undefined].map((value) => field({ [name]: value }, key))).to.deep.equal([
        longest,
        null,
        null,
        null,
        null,
      ])
    }
    expect(['plan', '', undefined, {}].map((permission_mode) => field({ permission_mode }, 'permissionMode')))
      .to.deep //
      .equal(['plan', 'default', 'default', 'default'])
  })

  it('reports a call without a readable tool or input', () => {
    const longest = 'x'.repeat(200)
    expect(E.isRight(read({ tool_name: longest }))).to.equal(true)
    for (const payload of [
      { tool_name: `${longest}x` },
      { tool_name: '' },
      { tool_name: 7 },
      { tool_input: [] },
      { tool_input: null },
      { tool_input: deep },
    ]) {
      expect(read({ ...payload, permission_mode: 'plan' })).to.deep.equal(
        E.left({
          _tag: 'UnreadableCall',
          session: 'cc-shop',
          gate: 'PreToolUse',
          permissionMode: 'plan',
          comesAgain: false,
        }),
      )
    }
  })
})

describe('reading a finished call', () => {
  it('reads tool, digest and id, and nothing without a readable tool or input', () => {
    expect(
      [
        { tool_name: 'Bash', tool_input: { a: 1, description: 'b' }, tool_use_id: 'toolu_1' },
        { tool_name: 'Bash' },
        { tool_input: { a: 1 } },
        { tool_name: 'Bash', tool_input: 7 },
        { tool_name: 'Bash', tool_input: deep },
      ].map((payload) => readFinishedCall(aReport(null, payload).call, sha256)),
    ).to.deep.equal([
      {
        ...{ tool: 'Bash', digest: 'hash of {"a":1,"description":"b"}', toolUseId: 'toolu_1' },
        runDigest: 'hash of {"a":1}',
      },
      { tool: 'Bash', digest: 'hash of {}', toolUseId: null, runDigest: 'hash of {}' },
      null,
      null,
      null,
    ])
  })

  it('matches calls of the same tool, and of the same id when both have one', () => {
    const one = { tool: 'Bash', toolUseId: 'toolu_1' }
    expect(
      [one, { ...one, toolUseId: null }, { ...one, toolUseId: 'toolu_2' }, { ...one, tool: 'Read' }].map((other) => [
        isSameTool(one, other),
        isSameTool(other, one),
      ]),
    ).to.deep.equal([
      [true, true],
      [true, true],
      [false, false],
      [false, false],
    ])
  })
})

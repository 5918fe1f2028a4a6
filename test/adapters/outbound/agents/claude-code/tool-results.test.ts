import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryToolResults } from '../../../../../adapters/outbound/memory/agents.memory.js'
import { transcriptToolResults } from '../../../../../adapters/outbound/agents/claude-code/tool-results.js'
import type { ToolResult } from '../../../../../application/approvals/tool-results.port.js'
import { CLAUDE_CODE } from '../../../../support/agents.js'
import type { TranscriptCall } from '../../../../../domain/approvals/tool-call.js'
import { describeToolResults } from '../../../../contracts/tool-results.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

describeFake(describeToolResults, ['results'], () => {
  const results = memoryToolResults()
  const ran = (directory: string, result: ToolResult): Promise<void> => {
    results.ran(directory, result)
    return Promise.resolve()
  }
  return Promise.resolve({
    results,
    agent: CLAUDE_CODE,
    ran,
    begins: (_directory, conversation, call) => {
      results.begins({ agent: CLAUDE_CODE, id: conversation }, call)
      return Promise.resolve()
    },
    ends: ran,
    close: () => Promise.resolve(),
  })
})

/** Rows as Claude Code writes them. */
const rowOf = (sessionId: string | null, block: object, cwd?: string | null): string =>
  `${JSON.stringify({ sessionId, ...(cwd === undefined ? {} : { cwd }), message: { content: [block] } })}\n`
const callRow = (conversation: string | null, call: TranscriptCall, cwd?: string | null): string =>
  rowOf(conversation, { type: 'tool_use', id: call.toolUseId, name: call.tool, input: call.input }, cwd)
const resultRow = ({ conversation, call: { toolUseId }, mayBeRefusal }: ToolResult): string =>
  rowOf(conversation, {
    ...{ type: 'tool_result', tool_use_id: toolUseId, content: 'done', is_error: mayBeRefusal === true },
  })
const rows = (result: ToolResult): string => callRow(result.conversation, result.call) + resultRow(result)

const fileOf = (projects: string, directory: string, conversation: string): string =>
  join(projects, directory.replaceAll('/', '-'), `${conversation}.jsonl`)

describeToolResults('transcripts', async () => {
  const projects = await mkdtemp(join(tmpdir(), 'penates-transcripts-'))
  const write = async (directory: string, conversation: string | null, text: string): Promise<void> => {
    await mkdir(join(projects, directory.replaceAll('/', '-')), { recursive: true })
    await appendFile(fileOf(projects, directory, conversation ?? ''), text)
  }
  return {
    results: transcriptToolResults([projects]),
    agent: CLAUDE_CODE,
    ran: (directory, result) => write(directory, result.conversation, rows(result)),
    begins: (directory, conversation, { cwd, ...call }) =>
      write(directory, conversation, callRow(conversation, call, cwd)),
    ends: (directory, result) => write(directory, result.conversation, resultRow(result)),
    close: () => rm(projects, { recursive: true }),
  }
})

describe('results in transcripts of Claude Code', () => {
  const folder = scratchFolder()
  const call = { toolUseId: 'a', tool: 'Bash', input: { command: 'ls' } }
  const result: ToolResult = { conversation: 'one', call }

  it('are read once their row is whole, over odd rows, links and a file that is written anew', async () => {
    const results = transcriptToolResults([folder()])
    const file = fileOf(folder(), '/p', 'one')
    await mkdir(join(folder(), '-p'))
    await results.news('/p')()
    const text = rows(result)
    await writeFile(file, `nonsense "tool_use\n${text.slice(0, -5)}`)
    await symlink('/etc/passwd', join(folder(), '-p', 'link.jsonl'))
    expect(await results.news('/p')()).to.deep.equal([])
    await appendFile(file, text.slice(-5))
    expect(await results.news('/p')()).to.deep.equal([result])
    await writeFile(file, rows({ ...result, call: { ...call, toolUseId: 'b' } }))
    expect((await results.news('/p')()).map((one) => one.call.toolUseId)).to.deep.equal(['b'])
    await rm(file)
    expect(await results.news('/p')()).to.deep.equal([])
  })

  it('are found for calls with megabytes of results behind them, of refused calls too', async () => {
    const results = transcriptToolResults([folder()])
    await mkdir(join(folder(), '-p'))
    const text = 'x'.repeat(400_000)
    const long = (id: string): string =>
      rowOf('one', { type: 'tool_result', tool_use_id: id, content: text, is_error: false })
    const refused = rowOf('one', {
      type: 'tool_result',
      tool_use_id: 'b',
      content: 'Penates refused this',
      is_error: true,
    })
    const calls = ['a', 'b', 'c', 'd'].map((toolUseId) => callRow('one', { ...call, toolUseId })).join('')
    await writeFile(fileOf(folder(), '/p', 'one'), `${calls}nonsense "tool_use\n${long('c')}${long('d')}${refused}`)
    const unfinished = await results.unfinishedIn({ agent: CLAUDE_CODE, id: 'one' })()
    expect(unfinished).to.deep.equal([{ ...call, cwd: null }])
    expect(await results.unfinishedIn({ agent: CLAUDE_CODE, id: '../one' })()).to.deep.equal([])
  })
})

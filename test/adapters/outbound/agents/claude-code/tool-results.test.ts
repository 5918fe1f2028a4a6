import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryToolResults } from '../../../../../adapters/outbound/memory/agents.memory.js'
import { transcriptToolResults } from '../../../../../adapters/outbound/agents/claude-code/tool-results.js'
import type { ToolResult } from '../../../../../application/approvals/tool-results.port.js'
import { describeToolResults } from '../../../../contracts/tool-results.contract.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

describeFake(describeToolResults, ['results'], () => {
  const results = memoryToolResults()
  return Promise.resolve({
    results,
    ran: (directory, result) => {
      results.ran(directory, result)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

/** Rows as Claude Code writes them. */
const rows = ({ conversation, call: { toolUseId, tool, input }, mayBeRefusal }: ToolResult): string =>
  [
    { type: 'tool_use', id: toolUseId, name: tool, input },
    { type: 'tool_result', tool_use_id: toolUseId, content: 'done', is_error: mayBeRefusal === true },
  ]
    .map((block) => `${JSON.stringify({ sessionId: conversation, message: { content: [block] } })}\n`)
    .join('')

const fileOf = (projects: string, directory: string, conversation: string): string =>
  join(projects, directory.replaceAll('/', '-'), `${conversation}.jsonl`)

describeToolResults('transcripts', async () => {
  const projects = await mkdtemp(join(tmpdir(), 'penates-transcripts-'))
  return {
    results: transcriptToolResults([projects]),
    ran: async (directory, result) => {
      await mkdir(join(projects, directory.replaceAll('/', '-')), { recursive: true })
      await appendFile(fileOf(projects, directory, result.conversation ?? ''), rows(result))
    },
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
})

import { appendFile, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claudePastCalls } from '../../../../../adapters/outbound/agents/claude-code/claude-code.js'
import { transcriptPastCalls } from '../../../../../adapters/outbound/agents/past-calls.js'
import { memoryPastCalls } from '../../../../../adapters/outbound/memory/agents.memory.js'
import type {
  PastCall,
  PastCallsPart,
  PastCallsPosition,
} from '../../../../../application/approvals/past-calls.port.js'
import { describeFake } from '../../../../contracts/mutants.js'
import { describePastCalls } from '../../../../contracts/past-calls.contract.js'
import { CLAUDE_CODE } from '../../../../support/agents.js'
import { right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const CLAUDE = { agent: CLAUDE_CODE, tools: ['Bash', 'Edit'] } as const

describeFake(describePastCalls, ['calls'], () => {
  const calls = memoryPastCalls()
  return Promise.resolve({
    ...CLAUDE,
    calls,
    made: (call, at) => {
      calls.made(call, at)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

/** Row as Claude Code writes it. */
const rowOf = ({ toolUseId, tool, input, cwd }: PastCall, at: number): string => {
  const content = [{ type: 'tool_use', id: toolUseId, name: tool, input }]
  return `${JSON.stringify({ cwd, timestamp: new Date(at).toISOString(), sessionId: 'one', message: { content } })}\n`
}

describePastCalls('transcripts of Claude Code', async () => {
  const projects = await mkdtemp(join(tmpdir(), 'penates-transcripts-'))
  await mkdir(join(projects, '-work'))
  return {
    ...CLAUDE,
    calls: transcriptPastCalls([claudePastCalls([projects])]),
    made: (call, at) => appendFile(join(projects, '-work', 'one.jsonl'), rowOf(call, at)),
    close: () => rm(projects, { recursive: true }),
  }
})

describe('past calls in transcripts of Claude Code', () => {
  const folder = scratchFolder()
  const NOW = Date.now()
  const call = (id: string): PastCall => ({ toolUseId: id, tool: 'Bash', input: { command: id }, cwd: '/work' })

  async function read(since: number): Promise<{ readonly ids: ReadonlyArray<string>; readonly parts: number }> {
    const { part } = transcriptPastCalls([claudePastCalls([folder(), join(folder(), 'gone')])])
    const ids: string[] = []
    let from: PastCallsPosition | null = null
    let parts = 0
    do {
      const { calls, next }: PastCallsPart = right(await part('Bash', since, from)())
      for (const { toolUseId } of calls) ids.push(toolUseId)
      from = next
      parts += 1
    } while (from !== null)
    return { ids, parts }
  }

  it('are read over odd rows, a row longer than a part, a last row that is not whole, links and removed files', async () => {
    await mkdir(join(folder(), '-a'))
    await mkdir(join(folder(), '-b'))
    const long = rowOf({ ...call('long'), input: { command: 'x'.repeat(1_000_000) } }, NOW)
    const odd = 'nonsense "tool_use" "Bash"\n[]\n{"message":{"content":[{"type":"tool_use","id":"t","name":"Bash"}]}}\n'
    const cut = rowOf(call('cut'), NOW).slice(0, -3)
    await writeFile(
      join(folder(), '-a', 'one.jsonl'),
      odd + rowOf(call('one'), NOW) + long + rowOf(call('two'), NOW) + cut,
    )
    await writeFile(join(folder(), '-b', 'notes.txt'), rowOf(call('no transcript'), NOW))
    await symlink(join(folder(), '-a', 'one.jsonl'), join(folder(), '-b', 'link.jsonl'))
    expect((await read(NOW - 1000)).ids).to.deep.equal(['one', 'two'])
    const gone = { conversations: [join(folder(), '-b', 'gone.jsonl'), join(folder(), '-a', 'one.jsonl')], offset: 0 }
    const { part } = transcriptPastCalls([claudePastCalls([folder()])])
    const { calls, next } = right(await part('Bash', 0, gone)())
    expect([...calls]).to.deep.equal([])
    expect(next).to.deep.equal({ conversations: gone.conversations.slice(1), offset: 0 })
  })

  it('come from the conversation written to last first, and from none that ended before', async () => {
    await mkdir(join(folder(), '-a'))
    for (const [name, secondsAgo] of [
      ['old', 100],
      ['new', 10],
      ['ended', 1000],
    ] as const) {
      const file = join(folder(), '-a', `${name}.jsonl`)
      await writeFile(file, rowOf(call(name), NOW))
      await utimes(file, NOW / 1000 - secondsAgo, NOW / 1000 - secondsAgo)
    }
    expect((await read(NOW - 500_000)).ids).to.deep.equal(['new', 'old'])
  })

  it('come in parts of a few hundred calls', async () => {
    await mkdir(join(folder(), '-a'))
    const ids = Array.from({ length: 5_000 }, (_, index) => `toolu_${String(index)}`)
    await writeFile(join(folder(), '-a', 'one.jsonl'), ids.map((id) => rowOf(call(id), NOW)).join(''))
    const result = await read(NOW)
    expect(result.ids).to.deep.equal(ids)
    expect(result.parts).to.be.above(3)
  })
})

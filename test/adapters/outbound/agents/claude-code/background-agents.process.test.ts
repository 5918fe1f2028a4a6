import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { processBackgroundAgents } from '../../../../../adapters/outbound/agents/claude-code/background-agents.process.js'
import { memoryClock } from '../../../../../adapters/outbound/memory/clock.memory.js'
import {
  memoryCommandRunner,
  type ScriptedProgram,
} from '../../../../../adapters/outbound/memory/command-runner.memory.js'
import type { BackgroundAgentId } from '../../../../../domain/background-agents/background-agent.js'
import { leftTag, right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const ROW = { id: 'a1', cwd: '/work/shop', kind: 'background', startedAt: 1, state: 'working', status: 'busy' }

describe('background agents of Claude Code', () => {
  const folder = scratchFolder()

  const scene = async (printed: unknown, stopped: ScriptedProgram = {}) => {
    await mkdir(join(folder(), 'jobs', 'a1'), { recursive: true })
    const runner = memoryCommandRunner()
    const listed = typeof printed === 'string' ? printed : JSON.stringify(printed)
    runner.script(([, command]) => (command === 'stop' ? stopped : { stdout: listed }))
    return { runner, port: processBackgroundAgents({ runner, clock: memoryClock(), folder: folder() }) }
  }
  const listOf = async (printed: unknown) => (await scene(printed)).port.list()

  it('starts no program where none was ever started in the background', async () => {
    const runner = memoryCommandRunner()
    const port = processBackgroundAgents({ runner, clock: memoryClock(), folder: folder() })
    expect(right(await port.list())).to.deep.equal({ agents: [], skipped: 0 })
    await mkdir(join(folder(), 'jobs'))
    expect(right(await port.list())).to.deep.equal({ agents: [], skipped: 0 })
    expect(runner.ran()).to.deep.equal([])
  })

  it('lists none when the program is missing', async () => {
    const { runner, port } = await scene([ROW])
    runner.script(() => 'not-startable')
    expect(right(await port.list())).to.deep.equal({ agents: [], skipped: 0 })
    expect(leftTag(await port.stop('a1' as BackgroundAgentId)())).to.equal('BackgroundAgentNotFound')
  })

  it('fails with Unavailable for a program that hangs, fails, or prints no list or too much', async () => {
    const { runner, port } = await scene([ROW])
    const odd: ReadonlyArray<ScriptedProgram> = [
      'never-ends',
      { exitCode: 1, stdout: '[]' },
      { exitCode: null },
      { stdout: 'Segmentation fault' },
      { stdout: '{"agents":[]}' },
      { stdout: '' },
      { stdout: `[${' '.repeat(50 * 1024 * 1024)}]` },
    ]
    for (const program of odd) {
      runner.script(() => program)
      expect(leftTag(await port.list())).to.equal('Unavailable')
      expect(leftTag(await port.stop('a1' as BackgroundAgentId)())).to.equal('Unavailable')
    }
  })

  it('limits the time and the output of each program', async () => {
    const { runner, port } = await scene([ROW])
    await port.stop('a1' as BackgroundAgentId)()
    expect(runner.ran().map(({ argv, options }) => [argv, options])).to.deep.equal([
      [['claude', 'agents', '--json'], { timeoutMs: 15_000, outputLimitBytes: 1_048_576 }],
      [['claude', 'stop', 'a1'], { timeoutMs: 20_000, outputLimitBytes: 1_048_576 }],
    ])
  })

  it('accepts unknown fields and skips rows that it cannot read', async () => {
    const odd = [null, 7, 'a1', [], {}, { ...ROW, id: 7 }, { ...ROW, kind: 'remote' }]
    const hostile = ['', '-a1', '--all', 'a b', 'a;b', '$(id)', '../a', 'a\nb', 'ä', 'a'.repeat(65)]
    const rows = [...odd, ...hostile.map((id) => ({ ...ROW, id })), { ...ROW, later: { field: [1] } }]
    const { agents, skipped } = right(await listOf(rows))
    expect(agents.map(({ id }) => id)).to.deep.equal(['a1'])
    expect(skipped).to.equal(odd.length + hostile.length)
  })

  it('leaves out agents in their own terminals, and those without an id', async () => {
    const rows = [
      { pid: 1, cwd: '/work', kind: 'interactive', startedAt: 1 },
      { pid: 2, cwd: '/work', kind: 'background', startedAt: 1 },
    ]
    expect(right(await listOf(rows))).to.deep.equal({ agents: [], skipped: 0 })
  })

  it('reads a row with missing and wrong values as far as it goes', async () => {
    const bare = { pid: '12', cwd: '?', name: 4, startedAt: 'now', status: {}, state: 9, waitingFor: 1 }
    const { agents } = right(
      await listOf([
        { ...ROW, ...bare },
        { ...ROW, id: 'b2', name: ' fix\u0007 the\n build ' },
      ]),
    )
    expect(agents[0]).to.deep.equal({
      id: 'a1',
      name: null,
      folder: null,
      state: 'unknown',
      waitingFor: null,
      startedAt: null,
      pid: null,
      attachCommand: 'claude attach a1',
    })
    expect(agents[1]?.name).to.equal('fix the build')
  })

  it('lists 200 agents at most and counts the others', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => ({ ...ROW, id: `a${at}` }))
    const { agents, skipped } = right(await listOf(rows))
    expect([agents.length, skipped]).to.deep.equal([200, 50])
  })

  it('reports a stop that failed for an agent without a process', async () => {
    const { port } = await scene([ROW], { exitCode: 1 })
    expect(leftTag(await port.stop('a1' as BackgroundAgentId)())).to.equal('Unavailable')
    expect(E.isRight(await (await scene([ROW])).port.stop('a1' as BackgroundAgentId)())).to.equal(true)
  })
})

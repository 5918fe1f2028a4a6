import { appendFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { claudePastCalls } from '../../../../../adapters/outbound/agents/claude-code/claude-code.js'
import { rolloutPastCalls } from '../../../../../adapters/outbound/agents/codex/past-calls.js'
import { transcriptPastCalls } from '../../../../../adapters/outbound/agents/past-calls.js'
import type {
  PastCall,
  PastCallsPart,
  PastCallsPosition,
} from '../../../../../application/approvals/past-calls.port.js'
import { describePastCalls } from '../../../../contracts/past-calls.contract.js'
import { CODEX } from '../../../../support/agents.js'
import { right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

const NAME = 'rollout-2026-11-27T12-00-00-11111111-1111-7222-8333-444455556666.jsonl'

/** Row of a command as Codex writes it; its other tools have other items. */
const rowOf = ({ toolUseId, tool, input, cwd }: PastCall, at: number): string => {
  const command = ['/bin/bash', '-lc', input['command']]
  const item = { type: tool === 'Bash' ? 'CommandExecution' : 'FileChange', id: toolUseId, command }
  const payload = { type: 'item_completed', item: { ...item, cwd: pathToFileURL(cwd ?? '').href } }
  return `${JSON.stringify({ timestamp: new Date(at).toISOString(), type: 'event_msg', payload })}\n`
}

describePastCalls('rollouts of Codex', async () => {
  const sessions = await mkdtemp(join(tmpdir(), 'penates-rollouts-'))
  const day = join(sessions, '2026', '11', '27')
  await mkdir(day, { recursive: true })
  return {
    ...{ agent: CODEX, tools: ['Bash'] },
    calls: transcriptPastCalls([claudePastCalls([join(sessions, 'gone')]), rolloutPastCalls([sessions])]),
    made: (call, at) => appendFile(join(day, NAME), rowOf(call, at)),
    close: () => rm(sessions, { recursive: true }),
  }
})

describe('past calls in rollouts of Codex', () => {
  const folder = scratchFolder()

  async function read(): Promise<ReadonlyArray<PastCall>> {
    const { part } = transcriptPastCalls([rolloutPastCalls([folder()])])
    const found: PastCall[] = []
    let from: PastCallsPosition | null = null
    do {
      const { calls, next }: PastCallsPart = right(await part('Bash', 0, from)())
      found.push(...calls)
      from = next
    } while (from !== null)
    return found
  }

  it('are the commands that ran, with their folder, in rollouts of the real CLI (0.171.0)', async () => {
    await cp('test/fixtures/codex/rollouts', join(folder(), '2026', '11', '28'), { recursive: true })
    const found = (await read()).map(({ toolUseId, ...call }) => ({ ...call, hasId: toolUseId !== '' }))
    const call = (command: string) => ({
      ...{ tool: 'Bash', cwd: '/home/dev/projects/demo', agent: CODEX, hasId: true },
      input: { command },
    })
    expect(found.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))).to.deep.equal([
      ...[call('echo from-the-sub-agent'), call('echo hi; ls missing-file')],
    ])
  })

  it('are read over odd rows', async () => {
    const day = join(folder(), '2026', '11', '27')
    await mkdir(day, { recursive: true })
    const odd = (item: unknown): string =>
      `${JSON.stringify({ timestamp: '2026-11-27T12:00:00Z', type: 'event_msg', payload: { item, of: 'CommandExecution' } })}\n`
    const command = ['bash', '-c', 'ls']
    const items = [
      ...[null, 7, {}, { type: 'CommandExecution' }, { type: 'CommandExecution', id: 'a', command: 'ls' }],
      ...[
        { type: 'CommandExecution', id: 'b', command: ['ls'] },
        { type: 'CommandExecution', id: '', command },
      ],
      { type: 'CommandExecution', id: 'c', command, cwd: 'file://%' },
    ]
    await appendFile(join(day, NAME), `"CommandExecution"\n${items.map(odd).join('')}{"CommandExecution`)
    expect(await read()).to.deep.equal([
      { toolUseId: 'c', tool: 'Bash', input: { command: 'ls' }, cwd: null, agent: CODEX },
    ])
  })
})

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UsageLogs } from '../../../../application/usage/usage-logs.port.js'
import type { LogRoot } from '../../../../adapters/outbound/usage-logs/log-files.js'
import { CLAUDE_CODE, CODEX } from '../../../support/agents.js'
import { describeUsageLogs, type UsageLogsHarness, type WrittenAnswer } from '../../../contracts/usage-logs.contract.js'
import { claudeLine, codexHead, codexLine, usageLogsIn, writeLines } from '../../../support/agent-logs.js'

async function openOn(
  agent: LogRoot['agent'],
  model: string,
  writerIn: (root: string) => UsageLogsHarness['write'],
): Promise<UsageLogsHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
  const roots: ReadonlyArray<LogRoot> = [{ agent, folder: join(folder, 'logs') }]
  let logs = usageLogsIn(folder, roots)
  return {
    // The one of now, also after a restart.
    get logs(): UsageLogs {
      return logs
    },
    ...{ agent, model },
    write: writerIn(join(folder, 'logs')),
    restart: async () => {
      await logs.close()
      logs = usageLogsIn(folder, roots)
      return logs
    },
    close: async () => {
      await logs.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describeUsageLogs('transcripts of Claude Code', () =>
  openOn(CLAUDE_CODE, 'claude-opus-4-8', (root) => (answer) => {
    const folder = answer.directory.replaceAll(/[^A-Za-z0-9]/g, '-')
    return writeLines(join(root, folder, `${answer.session}.jsonl`), claudeLine(answer))
  }),
)

describeUsageLogs('rollouts of Codex', () =>
  openOn(CODEX, 'gpt-5.5', (root) => {
    const sums = new Map<string, { input: number; cached: number; output: number }>()
    return (answer: WrittenAnswer) => {
      const before = sums.get(answer.session)
      const total = {
        input: (before?.input ?? 0) + answer.input + answer.cacheRead,
        cached: (before?.cached ?? 0) + answer.cacheRead,
        output: (before?.output ?? 0) + answer.output,
      }
      sums.set(answer.session, total)
      const file = join(root, '2026', '11', '24', `rollout-2026-11-24T12-00-00-${answer.session}.jsonl`)
      return writeLines(file, ...(before === undefined ? codexHead(answer) : []), codexLine(answer, total))
    }
  }),
)

/** Niceness of each thread of this process; proc(5), field 19 of `stat`. */
async function nicenessOfThreads(): Promise<ReadonlySet<string | undefined>> {
  const threads = await readdir('/proc/self/task')
  const stats = await Promise.all(threads.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => '')))
  return new Set(stats.filter(Boolean).map((stat) => stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]))
}

describe('the thread that reads logs', () => {
  it('has the priority of the hub, since callers wait for it', async function () {
    if (process.platform !== 'linux') this.skip()
    const folder = await mkdtemp(join(tmpdir(), 'penates-test-'))
    const logs = usageLogsIn(folder, [{ agent: CLAUDE_CODE, folder: join(folder, 'logs') }])
    try {
      await logs.report({ now: Date.now(), timeZone: 'UTC', days: 1, prices: [] })()
      expect(await nicenessOfThreads()).to.deep.equal(new Set([String(getPriority())]))
    } finally {
      await logs.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { processBackgroundAgents } from '../../../../../adapters/outbound/agents/claude-code/background-agents.process.js'
import { processCommandRunner } from '../../../../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../../../../adapters/outbound/system/clock.system.js'
import { runningProcesses } from '../../../../../infrastructure/process/process-table.js'
import { describeBackgroundAgents } from '../../../../contracts/background-agents.contract.js'
import { backgroundProcesses } from '../../../../support/background-agents.js'

/** Factor by which the time of the adapter passes faster, so that a process that is left is reported within a second. */
const HASTE = 10

describeBackgroundAgents('a stand-in for Claude Code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-background-'))
  const processes = await backgroundProcesses(folder, folder)
  return {
    ...processes,
    backgroundAgents: processBackgroundAgents({
      runner: processCommandRunner(() => ({ PATH: [folder, process.env['PATH']].join(delimiter) })),
      clock: { ...systemClock, monotonic: () => systemClock.monotonic() * HASTE },
      folder,
    }),
    wait: (id, waitingFor) => processes.change(id, { status: 'waiting', state: 'blocked', waitingFor }),
    runs: async (pid) => (await runningProcesses()).has(pid),
    addUnreadable: () => processes.add('odd', { kind: 'background', id: '--all; rm', startedAt: 0 }),
    close: async () => {
      await processes.close()
      await rm(folder, { recursive: true })
    },
  }
})

import { join } from 'node:path'
import { claudeCode } from '../adapters/outbound/agents/claude-code/claude-code.js'
import { antigravityLimits } from '../adapters/outbound/agents/antigravity/limit-source.antigravity.js'
import { fileLimitHistory } from '../adapters/outbound/limits-log/limit-history.file.js'
import { moshiHookLimits } from '../adapters/outbound/moshi-hook/limit-source.moshi-hook.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'
import type { HubTools } from './tools.js'

/** The ports of limits on real tools. */
export interface OpenLimits {
  readonly tools: Pick<HubTools, 'limitHistory' | 'limitSources'>
  /** Resolves once every change requested so far is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

export function openLimits({ stateFolder, agentHome }: Config, runner: CommandRunner): OpenLimits {
  const limitHistory = fileLimitHistory({
    disk: nodeDisk,
    file: join(stateFolder, 'usage-limits.jsonl'),
    firstAgent: claudeCode.id,
  })
  const logs = join(agentHome, '.gemini', 'antigravity-cli', 'log')
  return {
    tools: {
      limitHistory,
      limitSources: [moshiHookLimits(runner), antigravityLimits({ folder: logs, clock: systemClock })],
    },
    settled: limitHistory.settled,
  }
}

import { join } from 'node:path'
import type { ContainerModuleLoadOptions } from 'inversify'
import { antigravityLimits } from '../adapters/outbound/agents/antigravity/limit-source.antigravity.js'
import { fileLimitHistory } from '../adapters/outbound/limits-log/limit-history.file.js'
import { moshiHookLimits } from '../adapters/outbound/moshi-hook/limit-source.moshi-hook.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** The ports of limits on real tools. */
export interface OpenLimits {
  readonly bind: (options: ContainerModuleLoadOptions) => void
  /** Answers once everything that was asked for until now is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

export function openLimits({ stateFolder, agentHome }: Config, runner: CommandRunner): OpenLimits {
  const history = fileLimitHistory({ disk: nodeDisk, file: join(stateFolder, 'usage-limits.jsonl') })
  const logs = join(agentHome, '.gemini', 'antigravity-cli', 'log')
  return {
    bind: (options) => {
      provideValue(options, T.limitHistory, history)
      provideValue(options, T.limitSources, [
        moshiHookLimits(runner),
        antigravityLimits({ folder: logs, clock: systemClock }),
      ])
    },
    settled: history.settled,
  }
}

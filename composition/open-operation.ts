import type { ContainerModuleLoadOptions } from 'inversify'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import type { LogHistory } from '../application/server/log-history.port.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { Log } from '../application/shared/log.port.js'
import type { Config } from '../infrastructure/config/config.js'
import { openServiceManager } from './open-service.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

interface Operation {
  readonly config: Config
  readonly log: Log & LogHistory
  readonly runner: CommandRunner
}

/** Binds the time, the log, and the ports that tell of the hub's own process, and start it again. */
export function provideOperation(options: ContainerModuleLoadOptions, { config, log, runner }: Operation): void {
  provideValue(options, T.clock, systemClock)
  provideValue(options, T.log, log)
  provideValue(options, T.logHistory, log)
  provideValue(options, T.serviceManager, openServiceManager(config, runner))
  provideValue(options, T.hubPid, process.pid)
}

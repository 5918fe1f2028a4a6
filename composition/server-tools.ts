import { resolve } from 'node:path'
import type { ContainerModuleLoadOptions } from 'inversify'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import { AGENTS } from '../adapters/outbound/agents/agents.js'
import { agentVersions } from '../adapters/outbound/updates/agent-versions.js'
import { brewVersions } from '../adapters/outbound/updates/brew-versions.js'
import { dependencyVersions } from '../adapters/outbound/updates/dependency-versions.js'
import { hubInstallation } from '../adapters/outbound/updates/hub-installation.git.js'
import { httpReleaseFeed } from '../adapters/outbound/updates/release-feed.http.js'
import type { LogHistory } from '../application/server/log-history.port.js'
import type { Measurements } from '../application/server/measurements.port.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { Log } from '../application/shared/log.port.js'
import type { Config } from './environment.js'
import { openServiceManager } from './open-service.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

interface Operation {
  readonly config: Config
  readonly log: Log & LogHistory
  readonly runner: CommandRunner
  readonly measured: Measurements
  /** Folder of the outbound adapters as the compiler made them: `dist/adapters/outbound` of the package. */
  readonly adapters: string
  readonly version: string
}

/** Binds clock, log, and the ports that measure, update and restart the hub. */
export function bindServerTools(options: ContainerModuleLoadOptions, operation: Operation): void {
  const { config, log, runner, measured, adapters, version } = operation
  const folder = resolve(adapters, '..', '..', '..')
  const isClone = !folder.includes('/node_modules/')
  provideValue(options, T.agents, AGENTS)
  provideValue(options, T.clock, systemClock)
  provideValue(options, T.log, log)
  provideValue(options, T.logHistory, log)
  provideValue(options, T.serviceManager, openServiceManager(config, runner))
  provideValue(options, T.measurements, measured)
  provideValue(options, T.releaseFeed, httpReleaseFeed(config.releaseFeed))
  provideValue(options, T.hubInstallation, hubInstallation({ runner, folder, version, isClone }))
  provideValue(options, T.versionCollectors, [
    agentVersions(runner, AGENTS),
    ...(process.platform === 'darwin' ? [brewVersions(runner)] : []),
    ...(isClone ? [dependencyVersions(runner, folder)] : []),
  ])
}

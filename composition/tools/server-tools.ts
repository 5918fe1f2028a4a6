import { resolve } from 'node:path'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import {
  processInstalledAgents,
  agentVersions,
  brewVersions,
  dependencyVersions,
} from '../../adapters/outbound/updates/version-collectors.js'
import { hubInstallation } from '../../adapters/outbound/updates/hub-installation.git.js'
import { httpReleaseFeed } from '../../adapters/outbound/updates/release-feed.http.js'
import type { LogHistory } from '../../application/server/log-history.port.js'
import type { Measurements } from '../../application/server/measurements.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Log } from '../../application/shared/log.port.js'
import type { Config } from '../config/environment.js'
import { openServiceManager } from './open-service.js'
import type { HubTools } from './tools.js'

interface Operation {
  readonly config: Config
  readonly log: Log & LogHistory
  readonly runner: CommandRunner
  readonly measured: Measurements
  /** Folder of the outbound adapters as the compiler made them: `dist/adapters/outbound` of the package. */
  readonly adapters: string
  readonly version: string
}

type ServerTools = Pick<
  HubTools,
  | 'agents'
  | 'installedAgents'
  | 'ownService'
  | 'clock'
  | 'log'
  | 'logHistory'
  | 'serviceManager'
  | 'measurements'
  | 'releaseFeed'
  | 'hubInstallation'
  | 'versionCollectors'
>

/** Clock, log, and the ports that measure, update and restart the hub. */
export function serverTools({ config, log, runner, measured, adapters, version }: Operation): ServerTools {
  const folder = resolve(adapters, '..', '..', '..')
  const isClone = !folder.includes('/node_modules/')
  return {
    agents: AGENTS,
    installedAgents: processInstalledAgents(runner),
    ownService: null,
    clock: systemClock,
    log,
    logHistory: log,
    serviceManager: openServiceManager(config, runner),
    measurements: measured,
    releaseFeed: httpReleaseFeed(config.releaseFeed),
    hubInstallation: hubInstallation({ runner, folder, version, isClone }),
    versionCollectors: [
      agentVersions(runner, AGENTS),
      ...(process.platform === 'darwin' ? [brewVersions(runner)] : []),
      ...(isClone ? [dependencyVersions(runner, folder)] : []),
    ],
  }
}

import type { LogHistory } from '../application/server/log-history.port.js'
import type { Measurements } from '../application/server/measurements.port.js'
import type { ServiceManager } from '../application/server/service-manager.port.js'
import type { HubInstallation } from '../application/updates/hub-installation.port.js'
import type { ReleaseFeed } from '../application/updates/release-feed.port.js'
import type { VersionCollector } from '../application/updates/version-collector.port.js'
import type { Tracer } from '../application/shared/tracer.port.js'
import type { ServerFeature } from '../application/server/server-feature.js'
import type { UpdatesFeature } from '../application/updates/updates-feature.js'
import { token } from './token.js'

/** What tells of the hub's own process, and starts it again. */
export const SERVER_TOKENS = {
  logHistory: token<LogHistory>('logHistory'),
  tracer: token<Tracer>('tracer'),
  measurements: token<Measurements>('measurements'),
  serviceManager: token<ServiceManager>('serviceManager'),
  hubPid: token<number>('hubPid'),
  releaseFeed: token<ReleaseFeed>('releaseFeed'),
  versionCollectors: token<ReadonlyArray<VersionCollector>>('versionCollectors'),
  hubInstallation: token<HubInstallation>('hubInstallation'),
  checksForUpdates: token<boolean>('checksForUpdates'),
  server: token<ServerFeature>('server'),
  updates: token<UpdatesFeature>('updates'),
}

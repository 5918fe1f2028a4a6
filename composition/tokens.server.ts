import type { ApprovalTimes } from '../application/server/approval-times.js'
import type { LogHistory } from '../application/server/log-history.port.js'
import type { Measurements } from '../application/server/measurements.port.js'
import type { ReadServerStatus } from '../application/server/read-server-status.js'
import type { RestartHub } from '../application/server/restart-hub.js'
import type { ServiceManager } from '../application/server/service-manager.port.js'
import type { HubInstallation } from '../application/updates/hub-installation.port.js'
import type { ListUpdates } from '../application/updates/list-updates.js'
import type { ReleaseFeed } from '../application/updates/release-feed.port.js'
import type { StartUpdate } from '../application/updates/start-update.js'
import type { VersionBook } from '../application/updates/version-book.js'
import type { VersionCollector } from '../application/updates/version-collector.port.js'
import type { Tracer } from '../application/shared/tracer.port.js'
import { token } from './token.js'

/** What tells of the hub's own process, and starts it again. */
export const SERVER_TOKENS = {
  logHistory: token<LogHistory>('logHistory'),
  tracer: token<Tracer>('tracer'),
  measurements: token<Measurements>('measurements'),
  serviceManager: token<ServiceManager>('serviceManager'),
  hubPid: token<number>('hubPid'),
  approvalTimes: token<ApprovalTimes>('approvalTimes'),
  readServerStatus: token<ReadServerStatus>('readServerStatus'),
  restartHub: token<RestartHub>('restartHub'),
  releaseFeed: token<ReleaseFeed>('releaseFeed'),
  versionCollectors: token<ReadonlyArray<VersionCollector>>('versionCollectors'),
  hubInstallation: token<HubInstallation>('hubInstallation'),
  checksForUpdates: token<boolean>('checksForUpdates'),
  versionBook: token<VersionBook>('versionBook'),
  listUpdates: token<ListUpdates>('listUpdates'),
  startUpdate: token<StartUpdate>('startUpdate'),
}

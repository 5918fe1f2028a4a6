import type { SessionHost } from '../sessions/session-host.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import type { HubInstallation } from './hub-installation.port.js'
import { makeListUpdates, type ListUpdates } from './list-updates.js'
import type { ReleaseFeed } from './release-feed.port.js'
import { makeStartUpdate, type StartUpdate } from './start-update.js'
import { makeVersionBook, type VersionBook } from './version-book.js'
import type { VersionCollector } from './version-collector.port.js'

/** Versions of the hub and of the programs around it, and their updates. */
export interface UpdatesFeature {
  readonly versions: Pick<VersionBook, 'read' | 'check'>
  readonly listUpdates: ListUpdates
  readonly startUpdate: StartUpdate
  readonly jobs: ReadonlyArray<Job>
}

export interface UpdatesDeps {
  readonly releaseFeed: ReleaseFeed
  readonly collectors: ReadonlyArray<VersionCollector>
  readonly hub: HubInstallation
  readonly host: SessionHost
  readonly terminal: Pick<TerminalFeature, 'lastSize'>
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  readonly prefix: string
  readonly defaultDirectory: string
  /** True when the hub asks for releases without a request. */
  readonly checksForUpdates: boolean
}

export function makeUpdates(deps: UpdatesDeps): UpdatesFeature {
  const versions = makeVersionBook({ ...deps, feed: deps.releaseFeed, isOn: deps.checksForUpdates })
  return {
    versions,
    listUpdates: makeListUpdates({ ...deps, versions }),
    startUpdate: makeStartUpdate({ ...deps, versions, lastSize: deps.terminal.lastSize }),
    jobs: [{ name: 'release check', start: versions.follow }],
  }
}

import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Log } from '../shared/log.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import type { HubInstallation } from './hub-installation.port.js'
import type { ReleaseFeed } from './release-feed.port.js'
import type { VersionCache } from './version-cache.js'
import type { VersionCollector } from './version-collector.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface UpdatesPorts {
  readonly terminal: Pick<TerminalFeature, 'lastSize'>
  readonly clock: Clock
  readonly host: SessionHost
  readonly feed: ReleaseFeed
  readonly audit: AuditLog
  readonly secrets: Pick<Secrets, 'newId'>
  readonly log: Log
  readonly agents: AgentClis
  readonly hub: HubInstallation
  /** True when the hub asks for releases without a request. */
  readonly checksForUpdates: boolean
  readonly collectors: ReadonlyArray<VersionCollector>
  readonly prefix: string
  readonly defaultDirectory: string
}

/** The same with the use cases of other features and the steps that use cases share. */
export type UpdatesSteps = UpdatesPorts &
  UpdatesPorts['terminal'] & {
    readonly versions: VersionCache
  }

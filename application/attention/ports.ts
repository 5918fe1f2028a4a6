import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { LastReportsStore, SessionRecordStore } from '../shared/state-store.port.js'
import type { AttentionStore } from './attention-store.js'
import type { PermissionModes } from './permission-modes.js'
import type { PromptLine } from './prompt-line.js'
import type { StatusLines } from './status-lines.js'
import type { UpdateActivity } from './update-activity.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface AttentionPorts {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly reports: LastReportsStore
  readonly directory: SessionDirectory
  readonly feed: Feed
  readonly clock: Clock
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface AttentionSteps extends AttentionPorts {
  readonly store: AttentionStore
  readonly statusLines: StatusLines
  readonly permissionModes: PermissionModes
  readonly updateActivity: UpdateActivity
  readonly promptLine: PromptLine
}

import type { AgentPrograms } from '../../domain/agents/agent-program.js'
import type { NamedTokens } from '../access/named-tokens.port.js'
import type { InstalledAgents } from '../agents/installed-agents.port.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { ListApprovals } from '../approvals/list-approvals.js'
import type { AgentSettings } from '../hooks/agent-settings.port.js'
import type { HooksFeature } from '../hooks/hooks-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Log } from '../shared/log.port.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import type { ApprovalTimes } from './approval-times.js'
import type { LogHistory } from './log-history.port.js'
import type { Measurements } from './measurements.port.js'
import type { OwnService } from './install-service.js'
import type { ServiceManager } from './service-manager.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface ServerPorts {
  readonly approvals: Pick<ApprovalsFeature, 'desk'>
  readonly hooks: Pick<HooksFeature, 'manageHooks'>
  readonly sessions: Pick<SessionsFeature, 'listSessions'>
  readonly terminal: Pick<TerminalFeature, 'attachments'>
  readonly service: ServiceManager
  /** Process of this hub. */
  readonly pid: number
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  /** `null` for a hub inside another program. */
  readonly ownService: OwnService | null
  readonly projectStore: Pick<ProjectStore, 'read'>
  readonly agents: AgentPrograms
  readonly agentSettings: Pick<AgentSettings, 'file'>
  readonly installedAgents: InstalledAgents
  readonly namedTokens: Pick<NamedTokens, 'current'>
  readonly feed: Feed
  readonly measurements: Measurements
  readonly logHistory: LogHistory
}

/** The same with the use cases of other features and the steps that use cases share. */
export type ServerSteps = ServerPorts &
  ServerPorts['hooks'] &
  ServerPorts['sessions'] &
  ServerPorts['terminal'] & {
    readonly list: Pick<ListApprovals, 'count'>
    readonly times: ApprovalTimes
  }

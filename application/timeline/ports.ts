import type { AgentClis } from '../agents/agent-cli.port.js'
import type { ApprovalDesk } from '../approvals/approval-desk.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { ConversationsFeature } from '../conversations/conversations-feature.js'
import type { ReadSessionList } from '../overview/read-session-list.js'
import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { PushFeature } from '../push/push-feature.js'
import type { RepoHistory } from '../repo/repo-history.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { CardStore, FinishJournal, PromptQueueStore, ScheduleStore } from '../shared/state-store.port.js'
import type { LimitHistory } from '../usage/limit-history.port.js'
import type { UsageFeature } from '../usage/usage-feature.js'
import type { FindRecords } from './find-records.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface TimelinePorts {
  readonly agents: AgentClis
  readonly history: RepoHistory
  readonly limitHistory: LimitHistory
  readonly cards: CardStore
  readonly journal: FinishJournal
  readonly schedules: ScheduleStore
  readonly promptQueues: PromptQueueStore
  readonly clock: Clock
  readonly directory: SessionDirectory
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions'>
  readonly conversations: Pick<ConversationsFeature, 'readConversation' | 'readPastConversation'>
  readonly approvals: Pick<ApprovalsFeature, 'desk' | 'listDecided'>
  readonly projects: Pick<ProjectsFeature, 'findProject'>
  readonly readSessionList: ReadSessionList
  readonly usage: Pick<UsageFeature, 'readQuarters'>
  readonly push: Pick<PushFeature, 'plans'>
}

/** The same with the use cases of other features and the steps that use cases share. */
export type TimelineSteps = TimelinePorts &
  TimelinePorts['sessions'] &
  TimelinePorts['attention'] &
  TimelinePorts['conversations'] &
  TimelinePorts['approvals'] &
  TimelinePorts['projects'] &
  TimelinePorts['usage'] & {
    readonly desk: Pick<ApprovalDesk, 'list'>
    readonly findRecords: FindRecords
  }

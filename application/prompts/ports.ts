import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { FollowConversation } from '../conversations/follow-conversation.js'
import type { ConversationsFeature } from '../conversations/conversations-feature.js'
import type { ReadConversation } from '../conversations/read-conversation.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Log } from '../shared/log.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type {
  PromptQueueStore,
  PromptTemplateStore,
  ScheduleStore,
  SessionRecordStore,
} from '../shared/state-store.port.js'
import type { ReadLimits } from '../usage/read-limits.js'
import type { ChangeQueue, ChangeSchedules, QueueScheduled } from './change-queue.js'
import type { DeliverPrompt } from './deliver-prompt.js'
import type { FindInTranscript } from './find-in-transcript.js'
import type { NextOfRule } from './next-of-rule.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface PromptsPorts {
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'observeAgents' | 'promptLine'>
  readonly conversations: ConversationsFeature
  readonly usage: { readonly readLimits: Pick<ReadLimits, 'accounts'> }
  readonly store: PromptQueueStore
  readonly directory: SessionDirectory
  readonly feed: Feed
  readonly clock: Clock
  readonly schedules: ScheduleStore
  readonly secrets: Secrets
  readonly audit: AuditLog
  readonly host: SessionHost
  readonly agents: AgentClis
  readonly record: SessionRecordStore
  readonly nextOfRule: NextOfRule
  readonly templates: PromptTemplateStore
  readonly log: Log
}

/** The same with the use cases of other features and the steps that use cases share. */
export type PromptsSteps = PromptsPorts &
  PromptsPorts['sessions'] &
  PromptsPorts['attention'] & {
    readonly changeQueue: ChangeQueue
    readonly readConversation: ReadConversation
    readonly deliverPrompt: DeliverPrompt
    readonly findInTranscript: FindInTranscript
    readonly followConversation: FollowConversation
    readonly changeSchedules: ChangeSchedules
    readonly queueScheduled: QueueScheduled
    readonly limits: Pick<ReadLimits, 'accounts'>
  }

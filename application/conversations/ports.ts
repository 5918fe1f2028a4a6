import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { ConversationIndex } from './conversation-index.port.js'
import type { Conversations } from './conversations.port.js'
import type { FindConversation } from './read-conversation.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface ConversationsPorts {
  readonly conversations: Conversations
  readonly conversationIndex: ConversationIndex
  readonly agents: AgentClis
  readonly host: Pick<SessionHost, 'watchScreens'>
  readonly directory: Pick<SessionDirectory, 'nameOf'>
  readonly record: SessionRecordStore
  readonly clock: Clock
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions' | 'observeAgents' | 'updateActivity'>
}

/** The same with the use cases of other features and the steps that use cases share. */
export type ConversationsSteps = ConversationsPorts &
  ConversationsPorts['sessions'] &
  ConversationsPorts['attention'] & {
    readonly findConversation: FindConversation
  }

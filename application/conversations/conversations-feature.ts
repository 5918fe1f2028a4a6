import type { AttentionFeature } from '../attention/attention-feature.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { Job } from '../shared/job.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { Conversations } from './conversations.port.js'
import type { ConversationIndex } from './conversation-index.port.js'
import { makeFindConversation } from './find-conversation.js'
import { makeFollowConversation, type FollowConversation } from './follow-conversation.js'
import { makeReadPastConversation, type ReadPastConversation } from './read-past-conversation.js'
import { makeWatchTurns } from './watch-turns.js'
import { makeReadConversation, type ReadConversation } from './read-conversation.js'

/** Conversations of sessions, and those of the past. */
export interface ConversationsFeature {
  readonly readConversation: ReadConversation
  readonly followConversation: FollowConversation
  readonly readPastConversation: ReadPastConversation
  readonly searchConversations: ConversationIndex['search']
  readonly jobs: ReadonlyArray<Job>
}

export interface ConversationsDeps {
  readonly conversations: Conversations
  readonly conversationIndex: ConversationIndex
  readonly agents: AgentClis
  readonly record: SessionRecordStore
  readonly clock: Clock
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions' | 'observeAgents' | 'updateActivity'>
}

export const makeConversations = ({
  conversations,
  conversationIndex,
  agents,
  record,
  clock,
  sessions,
  attention,
}: ConversationsDeps): ConversationsFeature => {
  const findConversation = makeFindConversation({ agents, conversations, ...sessions, ...attention })
  return {
    readConversation: makeReadConversation({ conversations, findConversation }),
    followConversation: makeFollowConversation({ conversations, findConversation, clock }),
    readPastConversation: makeReadPastConversation({ conversations, agents }),
    searchConversations: conversationIndex.search,
    jobs: [makeWatchTurns({ agents, record, conversations, clock, ...attention })],
  }
}

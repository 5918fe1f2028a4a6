import type { AttentionFeature } from '../attention/attention-feature.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Conversations } from './conversations.port.js'
import type { ConversationIndex } from './conversation-index.port.js'
import { makeReadPastConversation, type ReadPastConversation } from './read-past-conversation.js'
import { makeReadConversation, type ReadConversation } from './read-conversation.js'

/** Conversations of sessions, and those of the past. */
export interface ConversationsFeature {
  readonly readConversation: ReadConversation
  readonly readPastConversation: ReadPastConversation
  readonly searchConversations: ConversationIndex['search']
}

export interface ConversationsDeps {
  readonly conversations: Conversations
  readonly conversationIndex: ConversationIndex
  readonly agents: AgentClis
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions'>
}

export const makeConversations = ({
  conversations,
  conversationIndex,
  agents,
  sessions,
  attention,
}: ConversationsDeps): ConversationsFeature => ({
  readConversation: makeReadConversation({ agents, conversations, ...sessions, ...attention }),
  readPastConversation: makeReadPastConversation({ conversations, agents }),
  searchConversations: conversationIndex.search,
})

import type { AttentionFeature } from '../attention/attention-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Conversations } from './conversations.port.js'
import { makeReadConversation, type ReadConversation } from './read-conversation.js'

/** Conversations of sessions. */
export interface ConversationsFeature {
  readonly readConversation: ReadConversation
}

export interface ConversationsDeps {
  readonly conversations: Conversations
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions'>
}

export const makeConversations = ({ conversations, sessions, attention }: ConversationsDeps): ConversationsFeature => ({
  readConversation: makeReadConversation({ conversations, ...sessions, ...attention }),
})

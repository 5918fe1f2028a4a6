import type { AttentionFeature } from '../attention/attention-feature.js'
import { makeFindSession, type FindSessionDeps } from '../sessions/find-session.js'
import type { Conversations } from './conversations.port.js'
import { makeReadConversation, type ReadConversation } from './read-conversation.js'

/** Conversations of sessions. */
export interface ConversationsFeature {
  readonly readConversation: ReadConversation
}

export interface ConversationsDeps extends FindSessionDeps {
  readonly conversations: Conversations
  readonly attention: Pick<AttentionFeature, 'agentSessions'>
}

export const makeConversations = (deps: ConversationsDeps): ConversationsFeature => ({
  readConversation: makeReadConversation({
    conversations: deps.conversations,
    findSession: makeFindSession(deps),
    agentSessions: deps.attention.agentSessions,
  }),
})

import type { Job } from '../shared/job.js'
import type { ConversationIndex } from './conversation-index.port.js'
import {
  makeFindConversation,
  makeReadPastConversation,
  makeReadConversation,
  type ReadPastConversation,
  type ReadConversation,
} from './read-conversation.js'
import { makeFollowConversation, type FollowConversation } from './follow-conversation.js'
import { makeFindTexts, makeReadText, type FindTexts, type ReadText } from './read-text.js'
import { makeWatchTurns } from './watch-turns.js'
import type { ConversationsPorts } from './ports.js'

/** Conversations of sessions, and those of the past. */
export interface ConversationsFeature {
  readonly readConversation: ReadConversation
  readonly followConversation: FollowConversation
  readonly readPastConversation: ReadPastConversation
  readonly readText: ReadText
  readonly findTexts: FindTexts
  readonly searchConversations: ConversationIndex['search']
  readonly jobs: ReadonlyArray<Job>
}

export const makeConversations = ({
  conversations,
  conversationIndex,
  agents,
  host,
  record,
  directory,
  clock,
  sessions,
  attention,
}: ConversationsPorts): ConversationsFeature => {
  const findConversation = makeFindConversation({ agents, conversations, ...sessions, ...attention })
  return {
    readConversation: makeReadConversation({ conversations, findConversation }),
    followConversation: makeFollowConversation({
      conversations,
      findConversation,
      host,
      directory,
      clock,
      ...attention,
    }),
    readPastConversation: makeReadPastConversation({ conversations, agents }),
    readText: makeReadText({ conversations }),
    findTexts: makeFindTexts({ conversations }),
    searchConversations: conversationIndex.search,
    jobs: [makeWatchTurns({ agents, host, record, conversations, clock, ...attention })],
  }
}

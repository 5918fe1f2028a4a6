import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConversationQuery, ConversationsFound } from '../../domain/conversations/search.js'
import type { Unavailable } from '../shared/errors.js'

/** Full-text index of the conversations of all coding CLIs. */
export interface ConversationIndex {
  /**
   * Conversations with an entry that matches all of the query, each at its newest one, the newest first. What was written to
   * transcripts before the call is found, unless `progress` of the answer says that the index is behind. An entry that is no longer in
   * its transcript is not returned.
   */
  readonly search: (query: ConversationQuery) => TE.TaskEither<Unavailable, ConversationsFound>
}

import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type {
  ConversationNotFound,
  ConversationPart,
  ConversationRange,
  PastConversationPart,
} from '../../domain/conversations/conversation.js'
import type { Unavailable } from '../shared/errors.js'

/** Reads the conversations of a coding agent from its transcripts. */
export interface Conversations {
  /** Id of the conversation in a folder (absolute) that was written to last; `null` when there is none. Never fails. */
  readonly newestIn: (directory: string) => T.Task<string | null>
  /**
   * Part of a conversation: a few hundred rows in their order. A row without an entry, an incomplete last row, and a row of
   * more than 4 MiB give no entry. A range beyond the end is the end.
   */
  readonly part: (
    directory: string,
    conversation: string,
    range: ConversationRange,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, ConversationPart>
  /** The same of the sub-agent that a call of the conversation started, also while it works. */
  readonly partOfCall: (
    directory: string,
    conversation: string,
    callId: string,
    range: ConversationRange,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, ConversationPart>
  /** The same of a conversation of any coding CLI in any folder. Of several with one id it is the one that was written to last. */
  readonly past: (
    agent: AgentId,
    conversation: string,
    range: ConversationRange,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, PastConversationPart>
}

import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { FailedTurn } from '../../domain/attention/turn-failure.js'
import type {
  ConversationNotFound,
  ConversationPart,
  ConversationRange,
  PastConversationPart,
} from '../../domain/conversations/conversation.js'
import type { Unavailable } from '../shared/errors.js'

/** Change of a transcript. `grown`: rows may have been added. `replaced`: what was read before may no longer be in it. */
export type ConversationChange = 'grown' | 'replaced'

/** Reads the conversations of coding agents from their transcripts. */
export interface Conversations {
  /**
   * Conversation in a folder (absolute) that was written to last: of one coding CLI, or of any for `null`. `null` when there is
   * none. Never fails.
   */
  readonly newestIn: (directory: string, agent: AgentId | null) => T.Task<AgentConversation | null>
  /**
   * Part of a conversation that began in a folder: a few hundred rows in their order. A row without an entry, an incomplete last
   * row, and a row of more than 16 MiB give no entry. A range beyond the end is the end.
   */
  readonly part: (
    directory: string,
    conversation: AgentConversation,
    range: ConversationRange,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, ConversationPart>
  /** The same of the sub-agent that a call of the conversation started, also while it works. */
  readonly partOfCall: (
    directory: string,
    conversation: AgentConversation,
    callId: string,
    range: ConversationRange,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, ConversationPart>
  /** The same of a conversation in any folder. Of several with one id it is the one that was written to last. */
  readonly past: (
    conversation: AgentConversation,
    range: ConversationRange,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, PastConversationPart>
  /**
   * Rows of a conversation in any folder, or of the sub-agent that a call of it started, from a byte on. Texts and inputs of entries
   * are whole.
   */
  readonly whole: (
    conversation: AgentConversation,
    callId: string | null,
    after: number,
  ) => TE.TaskEither<ConversationNotFound | Unavailable, ConversationPart>
  /**
   * Calls `changed` once when following has begun, and after each change of the transcript of a conversation that began in a folder,
   * whose transcript may be missing. `end` is the byte behind all that was written by then; `null` or left out where it is unknown.
   * Changes shortly after each other are one. Never throws. Returns a function that stops it, which may be called twice.
   */
  readonly follow: (
    directory: string,
    conversation: AgentConversation,
    changed: (change: ConversationChange, end?: number | null) => void,
  ) => () => void
  /** The same of the sub-agent that a call of the conversation started. The call may be unknown. */
  readonly followOfCall: (
    directory: string,
    conversation: AgentConversation,
    callId: string,
    changed: (change: ConversationChange, end?: number | null) => void,
  ) => () => void
  /**
   * Last turn of a conversation, when it ended in an error that the transcript shows; `null` for any other, and when the transcript
   * cannot be read. Never fails.
   */
  readonly failedTurn: (conversation: AgentConversation) => T.Task<FailedTurn | null>
}

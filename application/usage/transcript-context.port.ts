import type * as T from 'fp-ts/lib/Task.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { ContextEstimate } from '../../domain/usage/context-estimate.js'

/** Conversation, and the folders that it may have begun in. */
export interface EstimatedConversation {
  readonly conversation: AgentConversation
  /** Absolute; they need not exist any more. */
  readonly folders: ReadonlyArray<string>
}

/** Context size of a conversation. */
export interface TranscriptContext {
  /**
   * Of the last answer in the conversation, as its transcript in the first of the folders says; `null` where there is none, and for
   * CLIs whose transcripts do not say it. Never fails: what cannot be read says nothing.
   */
  readonly of: (conversation: EstimatedConversation) => T.Task<ContextEstimate | null>
}

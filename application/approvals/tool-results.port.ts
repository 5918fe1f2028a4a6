import type * as T from 'fp-ts/lib/Task.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { TranscriptCall } from '../../domain/approvals/tool-call.js'

/** A tool that has run, as the transcript of a conversation shows it. */
export interface ToolResult {
  /** The agent's own id of the conversation; `null` where the row has none. */
  readonly conversation: string | null
  /** Call that has run. */
  readonly call: TranscriptCall
  /** Present for a failed result whose text may be that of a hook which refused the call. */
  readonly mayBeRefusal?: true
}

/** A call without a result, as the transcript of a conversation shows it. */
export interface UnfinishedCall extends TranscriptCall {
  /** Working folder of the agent; `null` where the row has none. */
  readonly cwd: string | null
}

/** Calls and results of tools in the transcripts of coding agents. */
export interface ToolResults {
  /**
   * Results appended to the conversations of a folder (absolute) since the last call for it, in the order of each
   * conversation. The first call for a folder returns none: it records where the conversations end. Never fails; `[]` when
   * they cannot be read.
   */
  readonly news: (directory: string) => T.Task<ReadonlyArray<ToolResult>>
  /**
   * Calls at the end of a conversation that have no result yet, the newest first; those of its sub-agents are left out. Never fails;
   * `[]` when the conversation cannot be read.
   */
  readonly unfinishedIn: (conversation: AgentConversation) => T.Task<ReadonlyArray<UnfinishedCall>>
}

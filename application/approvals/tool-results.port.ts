import type * as T from 'fp-ts/lib/Task.js'
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

/** Results of tools in the transcripts of coding agents. */
export interface ToolResults {
  /**
   * Results appended to the conversations of a folder (absolute) since the last call for it, in the order of each
   * conversation. The first call for a folder returns none: it records where the conversations end. Never fails; `[]` when
   * they cannot be read.
   */
  readonly news: (directory: string) => T.Task<ReadonlyArray<ToolResult>>
}

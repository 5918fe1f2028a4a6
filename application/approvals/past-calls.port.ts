import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ToolCall } from '../../domain/approvals/approval.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'

/** A tool call in a transcript; it may have passed the gate or not. */
export interface PastCall extends Pick<ToolCall, 'tool' | 'input' | 'cwd' | 'agent'> {
  /** Id that the agent gave the call. */
  readonly toolUseId: string
}

/** Place in the transcripts. */
export interface PastCallsPosition {
  /** Conversations that are left, as the adapter names them. */
  readonly conversations: ReadonlyArray<string>
  /** Byte of the first one. */
  readonly offset: number
}

/** Part of the past calls. */
export interface PastCallsPart {
  /** In the order of each conversation; the conversation written to last comes first. Each is decoded when it is taken. */
  readonly calls: Iterable<PastCall>
  /** Place at which the next part starts; `null` after the last. */
  readonly next: PastCallsPosition | null
}

/** Reads tool calls from the transcripts of coding agents. */
export interface PastCalls {
  /**
   * Part of the calls of a tool at `since` or later, from a place on, or from the start for `null`. A part takes a few
   * milliseconds of work. Rows without a time, and rows longer than a part, are left out.
   */
  readonly part: (
    tool: string,
    since: Instant,
    from: PastCallsPosition | null,
  ) => TE.TaskEither<Unavailable, PastCallsPart>
}

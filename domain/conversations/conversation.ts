import type { JsonObject } from '../approvals/canonical-json.js'
import type { Instant } from '../shared/instant.js'
import type { Tagged } from '../shared/tagged.js'

/**
 * Kind of an entry. `call`: a tool call of the agent; `result`: its result; `notice`: a line of the CLI itself, such as a command
 * of its own or an error of the model's service.
 */
export type EntryKind = 'prompt' | 'answer' | 'thinking' | 'call' | 'result' | 'notice'

/** A thing said or done in a conversation with a coding agent. */
export interface ConversationEntry {
  readonly kind: EntryKind
  /** Byte of the transcript at which the row starts; entries are in the order of rows. */
  readonly row: number
  /** Position in the row, from 0. */
  readonly part: number
  /** `null` where the row has no time. */
  readonly at: Instant | null
  /** Text as it was written; of a call a line for people. Its first `MAX_TEXT` UTF-16 code units. */
  readonly text: string
  /** UTF-16 code units of the whole text. */
  readonly length: number
  readonly tool: string | null
  /** Id that joins a call and its result. */
  readonly callId: string | null
  /** Input of a call; `null` when it is longer than `MAX_TEXT` as JSON, and for other kinds. */
  readonly input: JsonObject | null
  /** True for a result or a notice of a failure. */
  readonly isError: boolean
  /** True for work of a sub-agent. */
  readonly isSubagent: boolean
  /** True for a call that starts a sub-agent, which has its own transcript. */
  readonly startsSubagent: boolean
}

/** Longest text of an entry in UTF-16 code units. */
export const MAX_TEXT = 20_000

const HIGH_SURROGATE = /[\ud800-\udbff]$/

/** Text of at most `MAX_TEXT` UTF-16 code units that does not end in half a character. */
export const cutText = (whole: string): string =>
  whole.length > MAX_TEXT ? whole.slice(0, MAX_TEXT).replace(HIGH_SURROGATE, '') : whole

/** Entry whose text is cut, and whose input is left out when it is too long. */
export const cutEntry = (whole: ConversationEntry): ConversationEntry => ({
  ...whole,
  text: cutText(whole.text),
  input: whole.input === null || JSON.stringify(whole.input).length > MAX_TEXT ? null : whole.input,
})

/** Part of a conversation. */
export interface ConversationPart {
  readonly entries: ReadonlyArray<ConversationEntry>
  /** Byte at which the part starts; 0 at the start of the conversation. */
  readonly start: number
  /** Byte after its last whole row. */
  readonly end: number
}

/** Part of a conversation that needs no session. */
export interface PastConversationPart extends ConversationPart {
  /** Folder that it began in; absolute, `null` when the transcript names none. */
  readonly folder: string | null
  /** Command line of the agent's own program, where the CLI runs any; `null` for other CLIs. */
  readonly program: string | null
}

/** Rows that are read: those before a byte, or before the end for `null`, or those from a byte on. */
export type ConversationRange = { readonly before: number | null } | { readonly after: number }

/** The transcript of a conversation does not exist, or not any more. */
export type ConversationNotFound = Tagged<'ConversationNotFound'>
export const conversationNotFound: ConversationNotFound = { _tag: 'ConversationNotFound' }

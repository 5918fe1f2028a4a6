import { previewOf } from '../../../domain/approvals/approval.js'
import type { JsonObject } from '../../../domain/approvals/canonical-json.js'
import type { ConversationEntry, EntryKind } from '../../../domain/conversations/conversation.js'

/** Entry before its place in the transcript is known. */
export interface EntryDraft {
  readonly kind: EntryKind
  readonly whole: string
  readonly tool?: string
  readonly callId?: string | null
  readonly input?: JsonObject | null
  readonly isError?: boolean
  readonly startsSubagent?: boolean
}

/** Row of a transcript: the byte at which it starts, its time, and whose work it is. */
export type EntryRow = Pick<ConversationEntry, 'row' | 'at' | 'isSubagent'>

/** Call of a tool. */
export const callDraft = (tool: string, callId: string | null, input: JsonObject): EntryDraft => ({
  ...{ kind: 'call', whole: previewOf(tool, input), tool, callId, input },
})

/** Entries of a row in their order, with whole texts. */
export const entriesOf = (row: EntryRow, drafts: ReadonlyArray<EntryDraft>): ReadonlyArray<ConversationEntry> =>
  drafts.map(({ kind, whole, tool, callId, input, isError, startsSubagent }, part) => ({
    ...{ kind, part, ...row, text: whole, length: whole.length },
    ...{ tool: tool ?? null, callId: callId ?? null, input: input ?? null },
    ...{ isError: isError ?? false, startsSubagent: startsSubagent ?? false },
  }))

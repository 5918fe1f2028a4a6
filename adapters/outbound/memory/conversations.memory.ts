import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Conversations } from '../../../application/conversations/conversations.port.js'
import { conversationNotFound, type ConversationEntry } from '../../../domain/conversations/conversation.js'

/** Conversations in memory. */
export interface MemoryConversations extends Conversations {
  /** Appends a row with these entries to a conversation, and returns the byte at which the row starts. */
  readonly say: (
    directory: string,
    conversation: string,
    entries: ReadonlyArray<Omit<ConversationEntry, 'row' | 'part'>>,
  ) => number
}

/** Bytes that a row counts. */
const ROW = 100
/** Rows of a part. */
const PART = 3

/** Transcripts whose rows all have one length. */
export function memoryConversations(): MemoryConversations {
  const said = new Map<string, ReadonlyArray<ConversationEntry>[]>()
  const newest = new Map<string, string>()
  const keyOf = (directory: string, conversation: string): string => JSON.stringify([directory, conversation])
  return {
    newestIn: (directory) => () => Promise.resolve(newest.get(directory) ?? null),
    part: (directory, conversation, range) => {
      const rows = said.get(keyOf(directory, conversation))
      if (rows === undefined) return TE.left(conversationNotFound)
      const place = Math.min('after' in range ? range.after : (range.before ?? Infinity), rows.length * ROW) / ROW
      const [start, end] =
        'after' in range ? [place, Math.min(place + PART, rows.length)] : [Math.max(place - PART, 0), place]
      return TE.right({ entries: rows.slice(start, end).flat(), start: start * ROW, end: end * ROW })
    },
    say: (directory, conversation, entries) => {
      const rows = said.get(keyOf(directory, conversation)) ?? []
      const row = rows.length * ROW
      rows.push(entries.map((entry, part) => ({ ...entry, row, part })))
      said.set(keyOf(directory, conversation), rows)
      newest.set(directory, conversation)
      return row
    },
  }
}

import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { agentId } from '../../../domain/agents/agent-id.js'
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

/** Coding CLI of all conversations. */
const AGENT = agentId('claude-code')
/** Bytes that a row counts. */
const ROW = 100
/** Rows of a part. */
const PART = 3

/** Transcripts whose rows all have one length. */
export function memoryConversations(): MemoryConversations {
  const said = new Map<string, ReadonlyArray<ConversationEntry>[]>()
  const newest = new Map<string, string>()
  const keyOf = (directory: string, conversation: string): string => JSON.stringify([directory, conversation])
  const part: Conversations['part'] = (directory, conversation, range) => {
    const rows = said.get(keyOf(directory, conversation))
    if (rows === undefined) return TE.left(conversationNotFound)
    const place = Math.min('after' in range ? range.after : (range.before ?? Infinity), rows.length * ROW) / ROW
    const [start, end] =
      'after' in range ? [place, Math.min(place + PART, rows.length)] : [Math.max(place - PART, 0), place]
    return TE.right({ entries: rows.slice(start, end).flat(), start: start * ROW, end: end * ROW })
  }
  return {
    newestIn: (directory) => () => Promise.resolve(newest.get(directory) ?? null),
    part,
    past: (agent, conversation, range) => {
      const folder = [...newest.keys()].find((each) => said.has(keyOf(each, conversation)))
      if (folder === undefined || agent !== AGENT) return TE.left(conversationNotFound)
      return pipe(
        part(folder, conversation, range),
        TE.map((found) => ({ ...found, folder })),
      )
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

import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import type { Conversations } from '../../../application/conversations/conversations.port.js'
import {
  conversationNotFound,
  type ConversationEntry,
  type ConversationRange,
} from '../../../domain/conversations/conversation.js'

/** Conversations in memory. */
export interface MemoryConversations extends Conversations {
  /** Appends a row with these entries to a conversation, or to that of a call's sub-agent, and returns the byte at which the row starts. */
  readonly say: (
    directory: string,
    conversation: string,
    entries: ReadonlyArray<Omit<ConversationEntry, 'row' | 'part'>>,
    callId?: string,
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
  const keyOf = (...place: ReadonlyArray<string>): string => JSON.stringify(place)
  const read = (key: string, range: ConversationRange): ReturnType<Conversations['part']> => {
    const rows = said.get(key)
    if (rows === undefined) return TE.left(conversationNotFound)
    const place = Math.min('after' in range ? range.after : (range.before ?? Infinity), rows.length * ROW) / ROW
    const [start, end] =
      'after' in range ? [place, Math.min(place + PART, rows.length)] : [Math.max(place - PART, 0), place]
    return TE.right({ entries: rows.slice(start, end).flat(), start: start * ROW, end: end * ROW })
  }
  const part: Conversations['part'] = (directory, conversation, range) => read(keyOf(directory, conversation), range)
  return {
    newestIn: (directory) => () => Promise.resolve(newest.get(directory) ?? null),
    part,
    partOfCall: (directory, conversation, callId, range) => read(keyOf(directory, conversation, callId), range),
    past: (agent, conversation, range) => {
      const folder = [...newest.keys()].find((each) => said.has(keyOf(each, conversation)))
      if (folder === undefined || agent !== AGENT) return TE.left(conversationNotFound)
      return pipe(
        part(folder, conversation, range),
        TE.map((found) => ({ ...found, folder })),
      )
    },
    say: (directory, conversation, entries, callId) => {
      const key = keyOf(directory, conversation, ...(callId === undefined ? [] : [callId]))
      const rows = said.get(key) ?? []
      const row = rows.length * ROW
      rows.push(entries.map((entry, part) => ({ ...entry, row, part })))
      said.set(key, rows)
      newest.set(directory, conversation)
      return row
    },
  }
}

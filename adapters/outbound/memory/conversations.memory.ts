import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentConversation } from '../../../domain/agents/agent-conversation.js'
import { agentId, type AgentId } from '../../../domain/agents/agent-id.js'
import type { FailedTurn } from '../../../domain/attention/turn-failure.js'
import type { ConversationChange, Conversations } from '../../../application/conversations/conversations.port.js'
import {
  conversationNotFound,
  cutEntry,
  type ConversationEntry,
  type ConversationRange,
} from '../../../domain/conversations/conversation.js'

/** Conversation that a row is appended to: of Claude Code when no other CLI is named. */
export interface SaidPlace {
  readonly agent?: AgentId
  /** Call whose sub-agent says it. */
  readonly callId?: string
}

/** Conversations in memory. */
export interface MemoryConversations extends Conversations {
  /** Appends a row with these entries to a conversation, or to that of a call's sub-agent, and returns the byte at which the row starts. */
  readonly say: (
    directory: string,
    conversation: string,
    entries: ReadonlyArray<Omit<ConversationEntry, 'row' | 'part'>>,
    place?: SaidPlace,
  ) => number
  /** Replaces the transcript of a conversation by one with a single row. */
  readonly rewrite: (
    directory: string,
    conversation: AgentConversation,
    entries: ReadonlyArray<Omit<ConversationEntry, 'row' | 'part'>>,
  ) => void
  /** Ends the turn of a conversation in an error; `null` starts another one. */
  readonly fail: (conversation: AgentConversation, turn: FailedTurn | null) => void
}

const CLAUDE_CODE = agentId('claude-code')
/** Bytes that a row counts. */
const ROW = 100
/** Rows of a part. */
const PART = 3

/** Transcripts whose rows all have one length. */
export function memoryConversations(): MemoryConversations {
  const said = new Map<string, ReadonlyArray<ConversationEntry>[]>()
  /** Conversations with their folders, the one that was written to last behind all others. */
  const written = new Map<string, AgentConversation & { readonly directory: string }>()
  const failures = new Map<string, FailedTurn | null>()
  type Changed = (change: ConversationChange, end: number | null) => void
  const followers = new Set<{ readonly key: string; readonly changed: Changed }>()
  const keyOf = ({ agent, id }: AgentConversation, ...place: ReadonlyArray<string>): string =>
    JSON.stringify([agent, id, ...place])
  const endOf = (key: string): number | null => {
    const rows = said.get(key)
    return rows === undefined ? null : rows.length * ROW
  }
  const tell = (of: string, change: ConversationChange): void => {
    for (const { key, changed } of followers) if (key === of) changed(change, endOf(key))
  }
  const follow = (key: string, changed: Changed): (() => void) => {
    const follower = { key, changed }
    followers.add(follower)
    changed('grown', endOf(key))
    return () => void followers.delete(follower)
  }
  const read = (key: string, range: ConversationRange, shown = cutEntry): ReturnType<Conversations['part']> => {
    const rows = said.get(key)
    if (rows === undefined) return TE.left(conversationNotFound)
    const wanted = 'after' in range ? range.after : (range.before ?? Infinity)
    // The rest of a row that starts before the place is no row.
    const place = Math.ceil(Math.min(wanted, rows.length * ROW) / ROW)
    const [start, end] =
      'after' in range ? [place, Math.min(place + PART, rows.length)] : [Math.max(place - PART, 0), place]
    return TE.right({ entries: rows.slice(start, end).flat().map(shown), start: start * ROW, end: end * ROW })
  }
  return {
    newestIn: (directory, agent) => () => {
      const found = [...written.values()].findLast(
        (each) => each.directory === directory && (agent === null || each.agent === agent),
      )
      return Promise.resolve(found === undefined ? null : { agent: found.agent, id: found.id })
    },
    part: (directory, conversation, range) => read(keyOf(conversation, directory), range),
    partOfCall: (directory, conversation, callId, range) => read(keyOf(conversation, directory, callId), range),
    past: (conversation, range) => {
      const folder = written.get(keyOf(conversation))?.directory
      return folder === undefined
        ? TE.left(conversationNotFound)
        : pipe(
            read(keyOf(conversation, folder), range),
            TE.map((found) => ({ ...found, folder, program: null })),
          )
    },
    whole: (conversation, callId, after) => {
      const folder = written.get(keyOf(conversation))?.directory
      return folder === undefined
        ? TE.left(conversationNotFound)
        : read(keyOf(conversation, folder, ...(callId === null ? [] : [callId])), { after }, (entry) => entry)
    },
    follow: (directory, conversation, changed) => follow(keyOf(conversation, directory), changed),
    followOfCall: (directory, conversation, callId, changed) => follow(keyOf(conversation, directory, callId), changed),
    failedTurn: (conversation) => () => Promise.resolve(failures.get(keyOf(conversation)) ?? null),
    say: (directory, id, entries, { agent = CLAUDE_CODE, callId } = {}) => {
      const conversation = { agent, id }
      const key = keyOf(conversation, directory, ...(callId === undefined ? [] : [callId]))
      const rows = said.get(key) ?? []
      const row = rows.length * ROW
      rows.push(entries.map((entry, part) => ({ ...entry, row, part })))
      said.set(key, rows)
      written.delete(keyOf(conversation))
      written.set(keyOf(conversation), { ...conversation, directory })
      tell(key, 'grown')
      return row
    },
    rewrite: (directory, conversation, entries) => {
      const key = keyOf(conversation, directory)
      said.set(key, [entries.map((entry, part) => ({ ...entry, row: 0, part }))])
      tell(key, 'replaced')
    },
    fail: (conversation, turn) => failures.set(keyOf(conversation), turn),
  }
}

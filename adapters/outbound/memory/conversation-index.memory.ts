import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConversationIndex } from '../../../application/conversations/conversation-index.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { ConversationEntry } from '../../../domain/conversations/conversation.js'
import {
  isBelow,
  MAX_COUNT,
  MAX_HITS,
  searchedText,
  titleOf,
  type ConversationQuery,
  type FoundConversation,
  type IndexProgress,
} from '../../../domain/conversations/search.js'
import { matchesIn, phrasesIn, snippetOf } from '../../../domain/conversations/search-words.js'
import type { Instant } from '../../../domain/shared/instant.js'

/** Index in memory. */
export interface MemoryConversationIndex extends ConversationIndex {
  readonly say: (conversation: IndexedConversation, entry: Omit<ConversationEntry, 'row' | 'part'>) => void
  readonly remove: (agent: AgentId, id: string) => void
  /** Replaces the progress of the answers. */
  readonly show: (progress: IndexProgress) => void
}

/** Conversation that an entry is appended to. */
export interface IndexedConversation {
  readonly agent: AgentId
  readonly id: string
  readonly folder: string | null
}

interface Told extends IndexedConversation {
  readonly entries: ConversationEntry[]
}

/** Conversations that each search reads anew. The time of an entry is the key of its place. */
export function memoryConversationIndex(): MemoryConversationIndex {
  const told = new Map<string, Told>()
  let shown: IndexProgress | null = null
  const keyOf = (agent: AgentId, id: string): string => JSON.stringify([agent, id])

  return {
    search: (query) => () => {
      const found = [...told.values()]
        .map((each) => foundIn(each, query))
        .filter((each) => each !== null)
        .sort((one, other) => other.newest - one.newest)
        .filter(({ newest }) => query.before === null || newest < query.before)
      const conversations = found.slice(0, query.limit)
      const next = found.length > conversations.length ? (conversations.at(-1)?.newest ?? null) : null
      const progress = shown ?? { state: 'ready', files: told.size, ofFiles: told.size }
      return TE.right({ conversations: conversations.map(({ newest: _, ...each }) => each), next, progress })()
    },
    say: (conversation, entry) => {
      const key = keyOf(conversation.agent, conversation.id)
      const existing = told.get(key) ?? { ...conversation, entries: [] }
      existing.entries.push({ ...entry, row: existing.entries.length, part: 0 })
      told.set(key, existing)
    },
    remove: (agent, id) => void told.delete(keyOf(agent, id)),
    show: (progress) => {
      shown = progress
    },
  }
}

const timeOf = ({ at }: ConversationEntry): Instant => at ?? 0

function foundIn(
  { agent, id, folder, entries }: Told,
  query: ConversationQuery,
): (FoundConversation & { readonly newest: Instant }) | null {
  if (query.agent !== null && query.agent !== agent) return null
  if (query.folder !== null && (folder === null || !isBelow(folder, query.folder))) return null
  const phrases = phrasesIn(query.text)
  if (query.text.trim() !== '' && phrases.length === 0) return null
  const file = query.file === null ? [] : phrasesIn(`"${query.file}"`)
  const matching = entries.filter(
    (entry) =>
      timeOf(entry) >= (query.from ?? 0) &&
      timeOf(entry) < (query.to ?? Infinity) &&
      (query.tool === null || entry.tool === query.tool) &&
      (file.length === 0 || matchesIn(pathIn(entry), file) !== null) &&
      matchesIn(searchedText(entry), phrases) !== null,
  )
  if (matching.length === 0) return null
  const newestFirst = matching.toSorted((one, other) => timeOf(other) - timeOf(one))
  const isFiltered = phrases.length > 0 || query.tool !== null || query.file !== null
  const title = entries.find(({ kind, isSubagent }) => kind === 'prompt' && !isSubagent)
  return {
    ...{ agent, id, folder, title: title === undefined ? null : titleOf(title.text) },
    lastAt: Math.max(...entries.map(timeOf)),
    hits: (isFiltered ? newestFirst.slice(0, MAX_HITS) : []).map((entry) => ({
      ...snippetOf(searchedText(entry), phrases),
      ...{ kind: entry.kind, row: entry.row, part: entry.part, at: entry.at, tool: entry.tool },
    })),
    found: isFiltered ? Math.min(matching.length, MAX_COUNT) : 0,
    newest: newestFirst[0] === undefined ? 0 : timeOf(newestFirst[0]),
  }
}

const pathIn = ({ input }: ConversationEntry): string => {
  const path = input?.['file_path']
  return typeof path === 'string' ? path : ''
}

import type { AgentId } from '../agents/agent-id.js'
import { isJsonObject, type Json } from '../approvals/canonical-json.js'
import type { Instant } from '../shared/instant.js'
import { cutText, type ConversationEntry, type EntryKind } from './conversation.js'
import { snippetOf, type Snippet } from './search-words.js'

/** Search over the conversations of all coding CLIs. `null` is no filter. */
export interface ConversationQuery {
  /** Words and quoted phrases that an entry has to contain; empty for all conversations. */
  readonly text: string
  readonly agent: AgentId | null
  /** Absolute folder; conversations that began in it or below it. */
  readonly folder: string | null
  /** Time of the entry: from this one on, and before this one. */
  readonly from: Instant | null
  readonly to: Instant | null
  readonly tool: string | null
  /** Words of the path of a file that a call names: `cart.ts`, `src/cart.ts`. */
  readonly file: string | null
  /** Conversations of one answer. */
  readonly limit: number
  /** `next` of the answer before; `null` begins with the newest. */
  readonly before: number | null
}

/** Entry that was found. `row` and `part` are its place in the transcript. */
export interface ConversationHit extends Snippet {
  readonly kind: EntryKind
  readonly row: number
  readonly part: number
  readonly at: Instant | null
  readonly tool: string | null
}

/** Conversation of a coding CLI with no session needed. */
export interface PastConversation {
  readonly agent: AgentId
  /** Id that the agent gave it; conversations of two agents can have the same. */
  readonly id: string
  /** Folder that it began in; absolute, `null` when the transcript names none. */
  readonly folder: string | null
  /** Beginning of its first prompt; `null` without one. */
  readonly title: string | null
  /** Time of its last entry. */
  readonly lastAt: Instant
}

/** Conversation in an answer. */
export interface FoundConversation extends PastConversation {
  /** Newest entries that were found; none for a search without words, tool and file. */
  readonly hits: ReadonlyArray<ConversationHit>
  /** Entries that were found, at most `MAX_COUNT`. */
  readonly found: number
}

/** Entries of one conversation that are counted. */
export const MAX_COUNT = 100
/** Entries of one conversation that are returned. */
export const MAX_HITS = 3

/**
 * Progress of the index. `reading`: transcripts are not in the index yet; `ready`: all are; `stopped`: the rest cannot be read or
 * stored for now, as on a full disk.
 */
export interface IndexProgress {
  readonly state: 'reading' | 'ready' | 'stopped'
  /** Transcripts in the index as they are on disk. */
  readonly files: number
  readonly ofFiles: number
}

/** Answer to a search: conversations by their newest entry that was found, the newest first. */
export interface ConversationsFound {
  readonly conversations: ReadonlyArray<FoundConversation>
  /** `before` of the next answer; `null` at the end. */
  readonly next: number | null
  readonly progress: IndexProgress
}

/** Text of an entry that is searched: also the texts in the input of a call. */
export function searchedText({ kind, text, input }: Pick<ConversationEntry, 'kind' | 'text' | 'input'>): string {
  if (kind !== 'call' || input === null) return text
  const texts: string[] = []
  collectTexts(input, texts)
  return cutText([text, ...texts.filter((each) => each !== text)].join('\n'))
}

function collectTexts(value: Json, texts: string[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (Array.isArray(value)) for (const each of value as ReadonlyArray<Json>) collectTexts(each, texts)
  else if (isJsonObject(value)) for (const each of Object.values(value)) collectTexts(each, texts)
}

/** Title of a conversation by its first prompt. */
export const titleOf = (prompt: string): string => snippetOf(prompt, []).text

/** True for a folder and the folders below it. */
export const isBelow = (folder: string, above: string): boolean =>
  folder === above || folder.startsWith(above.endsWith('/') ? above : `${above}/`)

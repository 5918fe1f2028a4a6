import { closeSync, fstatSync } from 'node:fs'
import type { Database } from 'node-sqlite3-wasm'
import type { ConversationEntry } from '../../../domain/conversations/conversation.js'
import {
  isBelow,
  MAX_COUNT,
  MAX_HITS,
  searchedText,
  type ConversationHit,
  type ConversationQuery,
  type ConversationsFound,
  type FoundConversation,
} from '../../../domain/conversations/search.js'
import {
  matchesIn,
  phrasesIn,
  snippetOf,
  spaceIdeographs,
  type Phrase,
  type Snippet,
} from '../../../domain/conversations/search-words.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { fileFacet, nameFacet, type NameKind } from './add-entries.js'
import { isUnchanged, type FileRecord } from './file-records.js'
import type { TranscriptFormats } from './find-transcripts.js'
import { LATEST_MS, PER_MS } from './index-database.js'
import { openTranscript } from './index-files.js'
import { readLineAt } from './transcript-lines.js'
import type { WordsTable, WordsTables } from './words-tables.js'

/** Entries of conversations already found that one search passes over. */
const MAX_STEPS = 50_000
/** Folders below the wanted one. */
const MAX_FOLDERS = 500

/** Tables, and the files in them by id. */
export interface SearchedIndex {
  readonly database: Database
  readonly tables: WordsTables
  readonly formats: TranscriptFormats
  readonly fileOf: (id: number) => FileRecord | undefined
}

type Found = Omit<ConversationsFound, 'progress'>
const NOTHING: Found = { conversations: [], next: null }

/** Keys that a search is limited to: from `low` on and below `high`. */
interface KeyRange {
  readonly low: number
  readonly high: number
}

/** Searches the index, and reads the entries that it names from their transcripts. */
export function searchIndex(index: SearchedIndex, query: ConversationQuery): Found {
  const phrases = phrasesIn(query.text)
  if (query.text.trim() !== '' && phrases.length === 0) return NOTHING
  const range = {
    low: keyOf(query.from ?? 0),
    high: Math.min(endOf(query), query.before ?? Number.MAX_SAFE_INTEGER),
  }
  const names = nameFilters(index.database, query)
  if (names === null) return NOTHING
  const wanted = [
    ...phrases.map((phrase) => `text : ${phraseOf(phrase)}`),
    ...(query.file === null
      ? []
      : phrasesIn(`"${query.file.replaceAll('"', ' ')}"`).map((file) => `paths : ${phraseOf(file)}`)),
    ...names.filter(({ kind }) => kind === 'tool').map(({ facet }) => `facets : ${facet}`),
  ]
  if (wanted.length === 0) return listFiles(index, query, range)
  const match = [...wanted, ...names.filter(({ kind }) => kind !== 'tool').map(({ facet }) => `facets : ${facet}`)]
    .map((term) => `(${term})`)
    .join(' AND ')
  return searchEntries(index, query, { match, phrases, range })
}

/** Key behind those of a query's range of time. */
const endOf = ({ to }: ConversationQuery): number => (to === null ? Number.MAX_SAFE_INTEGER : keyOf(to))

const keyOf = (at: number): number => Math.min(Math.max(Math.trunc(at), 0), LATEST_MS) * PER_MS

const phraseOf = ({ text, isOpen }: Phrase): string =>
  `"${spaceIdeographs(text.replaceAll('"', ' ')).trim()}"${isOpen ? '*' : ''}`

/** Terms of the names that an entry must have; `null` when no entry has them. */
function nameFilters(
  database: Database,
  { agent, folder, tool }: ConversationQuery,
): ReadonlyArray<{ readonly kind: NameKind; readonly facet: string }> | null {
  const filters: { readonly kind: NameKind; readonly facet: string }[] = []
  const wanted = [
    { kind: 'agent', isWanted: (name: string) => name === agent, isSet: agent !== null },
    { kind: 'folder', isWanted: (name: string) => isBelow(name, folder ?? ''), isSet: folder !== null },
    { kind: 'tool', isWanted: (name: string) => name === tool, isSet: tool !== null },
  ] as const
  for (const { kind, isWanted } of wanted.filter(({ isSet }) => isSet)) {
    const rows = database.all('SELECT id, name FROM names WHERE kind = ?', [kind])
    const ids = rows
      .filter(({ name }) => typeof name === 'string' && isWanted(name))
      .map(({ id }) => nameFacet(Number(id)))
    if (ids.length === 0) return null
    filters.push({ kind, facet: `(${ids.slice(0, MAX_FOLDERS).join(' OR ')})` })
  }
  return filters
}

function listFiles({ database, fileOf }: SearchedIndex, query: ConversationQuery, { low, high }: KeyRange): Found {
  const rows = database.all(
    'SELECT id, agent, folder FROM files WHERE last >= ? AND last < ? AND first < ? ORDER BY last DESC',
    [low, query.before ?? Number.MAX_SAFE_INTEGER, high],
  )
  const files = rows
    .filter(
      ({ agent, folder }) =>
        (query.agent === null || agent === query.agent) &&
        (query.folder === null || (typeof folder === 'string' && isBelow(folder, query.folder))),
    )
    .map(({ id }) => fileOf(Number(id)))
    .filter((file) => file !== undefined)
  const shown = files.slice(0, query.limit)
  return {
    conversations: shown.map((file) => conversationOf(file, [], 0)),
    next: files.length > shown.length ? (shown.at(-1)?.last ?? null) : null,
  }
}

interface EntrySearch {
  /** Query of FTS5. */
  readonly match: string
  readonly phrases: ReadonlyArray<Phrase>
  readonly range: KeyRange
}

function searchEntries(index: SearchedIndex, query: ConversationQuery, search: EntrySearch): Found {
  const { newest, next } = newestOf(index, query, search)
  const files = newest.map((id) => index.fileOf(id)).filter((file) => file !== undefined)
  const places = placesIn(index, files, search)
  return { conversations: files.flatMap((file) => hitsIn(index, file, places.get(file.id) ?? [], search)), next }
}

/** Entries of a table that are found, the newest first. */
function* entriesIn({ database }: SearchedIndex, { name }: WordsTable, match: string, { low, high }: KeyRange) {
  const statement = database.prepare(
    `SELECT entries.key AS key, file, row, part FROM ${name} JOIN entries ON entries.key = ${name}.rowid
    WHERE ${name} MATCH ? AND ${name}.rowid >= ? AND ${name}.rowid < ? ORDER BY ${name}.rowid DESC`,
  )
  try {
    yield* statement.iterate([match, low, high])
  } finally {
    statement.finalize()
  }
}

/** True when a table has an entry that is found. */
function hasEntry({ database }: SearchedIndex, { name }: WordsTable, match: string, { low, high }: KeyRange): boolean {
  const sql = `SELECT 1 FROM ${name} WHERE ${name} MATCH ? AND rowid >= ? AND rowid < ? LIMIT 1`
  return database.get(sql, [match, low, high]) !== null
}

/** Place of an entry in its transcript. */
interface Place {
  readonly row: number
  readonly part: number
}

/**
 * Places of what was found in some files, the newest first, at most `MAX_COUNT` of each. One query of a table for all files: each one reads
 * all places of a word that may be incomplete.
 */
function placesIn(
  index: SearchedIndex,
  files: ReadonlyArray<FileRecord>,
  { match, range }: EntrySearch,
): ReadonlyMap<number, ReadonlyArray<Place>> {
  const found = new Map<number, Place[]>(files.map(({ id }) => [id, []]))
  const ofFiles = `facets : (${files.map(({ id }) => fileFacet(id)).join(' OR ')})`
  const low = Math.max(range.low, Math.min(...files.map(({ first }) => first ?? 0)))
  const high = Math.min(range.high, Math.max(...files.map(({ last }) => last ?? 0)) + 1)
  let steps = 0
  for (const table of index.tables.between(low, high)) {
    if (!hasEntry(index, table, ofFiles, { low, high })) continue
    for (const { file, row, part } of entriesIn(index, table, `${match} AND ${ofFiles}`, { low, high })) {
      const places = found.get(Number(file))
      if (places !== undefined && places.length < MAX_COUNT) places.push({ row: Number(row), part: Number(part) })
      if ((steps += 1) === MAX_STEPS) return found
    }
  }
  return found
}

/** Files by their newest entry that is found. */
function newestOf(index: SearchedIndex, query: ConversationQuery, { match, range }: EntrySearch) {
  const newest = new Set<number>()
  const earlier = new Set<number>()
  let next: number | null = null
  let steps = 0
  for (const table of index.tables.between(range.low, range.high)) {
    for (const entry of entriesIn(index, table, match, range)) {
      const file = Number(entry['file'])
      if ((steps += 1) > MAX_STEPS) return { newest: [...newest], next }
      if (!newest.has(file) && !earlier.has(file)) {
        if (query.before !== null && isFoundAbove(index, file, match, { low: range.high, high: endOf(query) }))
          earlier.add(file)
        else if (newest.size === query.limit) return { newest: [...newest], next }
        else newest.add(file)
      }
      next = Number(entry['key'])
    }
  }
  return { newest: [...newest], next: null }
}

/** True for a conversation that answers before this one have shown at a newer entry. */
function isFoundAbove(index: SearchedIndex, file: number, match: string, { low, high }: KeyRange): boolean {
  const last = index.fileOf(file)?.last ?? Infinity
  const range = { low, high: Math.min(high, last + 1) }
  return index.tables
    .between(range.low, range.high)
    .some(
      (table) =>
        hasEntry(index, table, `facets : ${fileFacet(file)}`, range) &&
        hasEntry(index, table, `${match} AND facets : ${fileFacet(file)}`, range),
    )
}

/** The conversation with the entries that are found; none when its transcript has none of them any more. */
function hitsIn(
  { formats }: SearchedIndex,
  record: FileRecord,
  places: ReadonlyArray<Place>,
  { phrases }: EntrySearch,
): ReadonlyArray<FoundConversation> {
  const format = formats.get(record.agent)
  const file = openTranscript(record.path)
  if (file === null || format === undefined) return []
  try {
    const { ino: inode, size, mtimeMs: mtime } = fstatSync(file)
    const isSure = isUnchanged(record, { ...record, inode, size, mtime })
    const hits: ConversationHit[] = []
    for (const { row, part } of places) {
      if (hits.length === MAX_HITS) break
      const line = readLineAt(file, row)
      const entry = line === null ? undefined : format.entriesIn(parseJson(line), row)[part]
      if (entry === undefined) continue
      const text = searchedText(entry)
      if (isSure || matchesIn(text, phrases) !== null) hits.push(hitOf(entry, snippetOf(text, phrases)))
    }
    return hits.length === 0 ? [] : [conversationOf(record, hits, places.length)]
  } finally {
    closeSync(file)
  }
}

const hitOf = ({ kind, row, part, at, tool }: ConversationEntry, snippet: Snippet): ConversationHit => ({
  ...{ ...snippet, kind, row, part, at, tool },
})

const conversationOf = (
  { agent, conversation, folder, title, last, mtime }: FileRecord,
  hits: ReadonlyArray<ConversationHit>,
  found: number,
): FoundConversation => ({
  ...{ agent, id: conversation, folder, title, hits, found },
  lastAt: last === null ? mtime : Math.floor(last / PER_MS),
})

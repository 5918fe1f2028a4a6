import { closeSync, fstatSync } from 'node:fs'
import type { Database } from 'node-sqlite3-wasm'
import { cutEntry, type ConversationEntry } from '../../../domain/conversations/conversation.js'
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
  type Phrase,
  type Snippet,
} from '../../../domain/conversations/search-words.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { nameFacet, type NameKind } from './add-entries.js'
import { isUnchanged, type FileRecord } from './file-records.js'
import type { TranscriptFormats } from './find-transcripts.js'
import {
  entriesIn,
  hasEntry,
  type FoundEntry,
  type KeyRange,
  type Place,
  type SearchedTables,
} from './found-entries.js'
import { LATEST_MS, PER_MS } from './index-database.js'
import { openTranscript } from './index-files.js'
import { facetsOf, tableQuery, type TableQuery } from './table-query.js'
import { readLineAt } from './transcript-lines.js'

/** Folders below the wanted one. */
const MAX_FOLDERS = 500

/** Tables, and the files in them by id. */
export interface SearchedIndex extends SearchedTables {
  readonly formats: TranscriptFormats
  readonly fileOf: (id: number) => FileRecord | undefined
}

type Found = Omit<ConversationsFound, 'progress'>
const NOTHING: Found = { conversations: [], next: null }

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
  const files = query.file === null ? [] : phrasesIn(`"${query.file.replaceAll('"', ' ')}"`)
  const isListed = phrases.length === 0 && files.length === 0 && query.tool === null
  if (isListed) return listFiles(index, query, range)
  const match = tableQuery(index.tables, { text: phrases, paths: files, facets: names })
  return searchEntries(index, query, { match, phrases, range })
}

/** Key behind those of a query's range of time. */
const endOf = ({ to }: ConversationQuery): number => (to === null ? Number.MAX_SAFE_INTEGER : keyOf(to))

const keyOf = (at: number): number => Math.min(Math.max(Math.trunc(at), 0), LATEST_MS) * PER_MS

/** Terms of the names that an entry must have; `null` when no entry has them. */
function nameFilters(database: Database, { agent, folder, tool }: ConversationQuery): ReadonlyArray<string> | null {
  const filters: string[] = []
  const wanted = [
    { kind: 'agent', isWanted: (name: string) => name === agent, isSet: agent !== null },
    { kind: 'folder', isWanted: (name: string) => isBelow(name, folder ?? ''), isSet: folder !== null },
    { kind: 'tool', isWanted: (name: string) => name === tool, isSet: tool !== null },
  ] as const
  for (const { kind, isWanted } of wanted.filter(({ isSet }) => isSet)) {
    const rows = database.all('SELECT id, name FROM names WHERE kind = ?', [kind satisfies NameKind])
    const ids = rows
      .filter(({ name }) => typeof name === 'string' && isWanted(name))
      .map(({ id }) => nameFacet(Number(id)))
    if (ids.length === 0) return null
    filters.push(ids.slice(0, MAX_FOLDERS).join(' OR '))
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
  readonly match: TableQuery
  readonly phrases: ReadonlyArray<Phrase>
  readonly range: KeyRange
}

/** Conversations with an entry that is found, the newest first. */
function searchEntries(index: SearchedIndex, query: ConversationQuery, search: EntrySearch): Found {
  const { places, next } = placesIn(index, query, search)
  return {
    conversations: [...places].flatMap(([id, found]) => {
      const file = index.fileOf(id)
      return file === undefined ? [] : hitsIn(index, file, found, search)
    }),
    next,
  }
}

/**
 * Places of what was found, by file: the newest first, at most `MAX_COUNT` of each. The files stand in the order of their newest
 * entry. A file that does not fit into the answer begins the next one.
 */
function placesIn(index: SearchedIndex, query: ConversationQuery, { match, range }: EntrySearch) {
  const places = new Map<number, Place[]>()
  /** Files of which no more entries are wanted. */
  const done = new Set<number>()
  const take = (found: Place[], { file, place }: FoundEntry): void => {
    if (found.push(place) === MAX_COUNT) done.add(file)
  }
  for (const entry of entriesIn(index, match, range, done)) {
    const known = places.get(entry.file)
    if (known !== undefined) take(known, entry)
    else if (query.before !== null && isFoundAbove(index, entry.file, match, { low: range.high, high: endOf(query) }))
      done.add(entry.file)
    else if (places.size < query.limit) {
      const found: Place[] = []
      places.set(entry.file, found)
      take(found, entry)
    } else {
      const next = entry.key + 1
      for (const older of olderIn(
        index,
        [...places.keys()].filter((id) => !done.has(id)),
        match,
        { ...range, high: next },
        done,
      ))
        take(places.get(older.file) ?? [], older)
      return { places, next }
    }
  }
  return { places, next: null }
}

/** Entries of some files that are found, the newest first. */
function olderIn(
  index: SearchedIndex,
  files: ReadonlyArray<number>,
  match: TableQuery,
  range: KeyRange,
  done: ReadonlySet<number>,
) {
  const low = Math.max(range.low, Math.min(...files.map((id) => index.fileOf(id)?.first ?? 0)))
  const ofFiles = facetsOf(files)
  const inTable: TableQuery = (table) => {
    const query = hasEntry(index, table, ofFiles, range) ? match(table) : null
    return query === null ? null : `${query} AND ${ofFiles}`
  }
  return entriesIn(index, inTable, { ...range, low }, done)
}

/** True for a conversation that answers before this one have shown at a newer entry. */
function isFoundAbove(index: SearchedIndex, file: number, match: TableQuery, { low, high }: KeyRange): boolean {
  const last = index.fileOf(file)?.last ?? Infinity
  const range = { low, high: Math.min(high, last + 1) }
  const ofFile = facetsOf([file])
  return index.tables.between(range.low, range.high).some((table) => {
    const query = hasEntry(index, table, ofFile, range) ? match(table) : null
    return query !== null && hasEntry(index, table, `${query} AND ${ofFile}`, range)
  })
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
      const whole = line === null ? undefined : format.entriesIn(parseJson(line), row)[part]
      if (whole === undefined) continue
      const entry = cutEntry(whole)
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

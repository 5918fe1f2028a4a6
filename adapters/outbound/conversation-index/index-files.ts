import { closeSync, fstatSync, openSync } from 'node:fs'
import type { Database } from 'node-sqlite3-wasm'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import { cutEntry, type ConversationEntry } from '../../../domain/conversations/conversation.js'
import { searchedText, titleOf } from '../../../domain/conversations/search.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import type { EntryWriter, IndexedEntry } from './add-entries.js'
import { addRecord, digestsAt, isContinued, storeRecord, type FileRecord } from './file-records.js'
import type { TranscriptFile } from './find-transcripts.js'
import { readLines, type Lines } from './transcript-lines.js'
import type { WordsTables } from './words-tables.js'
import { READING } from '../../../infrastructure/files/reading.js'

/** Entries that are removed between two pauses. */
const REMOVED_OF_STEP = 1_000

/** Removes a file from the index, in steps. */
export function* removeFile(database: Database, writer: EntryWriter, { id }: FileRecord): Generator<void, void> {
  while (writer.remove(id, REMOVED_OF_STEP) === REMOVED_OF_STEP) yield
  database.run('DELETE FROM files WHERE id = ?', [id])
}

/** Pages that one step of a merge writes. */
const MERGED_PAGES = 200

/** Merges the segments of each table of words into one, in steps: a search reads the pages of every segment. */
export function* mergeSegments(database: Database, tables: WordsTables): Generator<void, void> {
  for (const { name } of tables.between(0, Infinity)) yield* mergeTable(database, name)
}

function* mergeTable(database: Database, name: string): Generator<void, void> {
  const changes = (): number => Number(database.get('SELECT total_changes() AS count')?.['count'])
  // A negative number begins, a positive one goes on; fewer than two changes say that nothing is left.
  for (let pages = -MERGED_PAGES; ; pages = MERGED_PAGES) {
    const before = changes()
    database.run(`INSERT INTO ${name} (${name}, rank) VALUES ('merge', ?)`, [pages])
    if (changes() - before < 2) return
    yield
  }
}

/**
 * Brings a file into the index, in steps: the rows behind those that were read, or all of one that is another file or was changed
 * before its end. Returns its record, `null` for one that is gone or cannot be read. After each step the index is consistent.
 */
export function* updateFile(
  database: Database,
  writer: EntryWriter,
  format: AgentTranscripts,
  found: TranscriptFile,
  known: FileRecord | null,
): Generator<void, FileRecord | null> {
  const file = openTranscript(found.path)
  if (file === null) return null
  try {
    const stats = fstatSync(file)
    const now = { ...found, inode: stats.ino, size: stats.size, mtime: stats.mtimeMs }
    const isKept = known !== null && isContinued(known, now, file)
    if (known !== null && !isKept) yield* removeFile(database, writer, known)
    let record: FileRecord = isKept ? known : addRecord(database, found)
    for (;;) {
      const part = readLines(file, record.offset)
      const isWhole = part.end === record.offset
      // Size and time as they were before the first read: what is appended meanwhile is found by the next search.
      const seen = isWhole ? now : { size: -1 }
      record = { ...addPart(writer, format, record, part), inode: now.inode, ...seen, ...digestsAt(file, part.end) }
      storeRecord(database, record)
      if (isWhole) return record
      yield
    }
  } finally {
    closeSync(file)
  }
}

/** `null` for a file that is gone or may not be read. */
export function openTranscript(path: string): number | null {
  try {
    return openSync(path, READING)
  } catch {
    return null
  }
}

function addPart(writer: EntryWriter, format: AgentTranscripts, record: FileRecord, { lines, end }: Lines): FileRecord {
  const rows = lines.map(({ text, start }) => ({ line: parseJson(text), start }))
  let { folder, title } = record
  for (const { line } of rows) folder ??= format.folderIn(line)
  const names = [writer.nameId('agent', record.agent)]
  if (folder !== null) names.push(writer.nameId('folder', folder))
  let latest = record.mtime
  const entries = rows.flatMap(({ line, start }) =>
    format.entriesIn(line, start).map((whole): IndexedEntry => {
      const entry = cutEntry(whole)
      if (entry.kind === 'prompt' && !entry.isSubagent) title ??= titleOf(entry.text)
      latest = entry.at ?? latest
      return indexedEntry(writer, format, entry, latest, names)
    }),
  )
  const keys = writer.add(record.id, entries)
  const first = keys === null ? record.first : Math.min(record.first ?? keys.first, keys.first)
  const last = keys === null ? record.last : Math.max(record.last ?? 0, keys.last)
  return { ...record, folder, title, first, last, offset: end }
}

function indexedEntry(
  writer: EntryWriter,
  format: AgentTranscripts,
  entry: ConversationEntry,
  at: number,
  names: ReadonlyArray<number>,
): IndexedEntry {
  const { row, part, tool, input } = entry
  return {
    ...{ at, row, part, text: searchedText(entry) },
    paths: input === null ? [] : format.filesIn(input),
    names: tool === null ? names : [...names, writer.nameId('tool', tool)],
  }
}

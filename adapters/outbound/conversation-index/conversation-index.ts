import type { Database } from 'node-sqlite3-wasm'
import type { ConversationQuery, ConversationsFound, IndexProgress } from '../../../domain/conversations/search.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { makePace } from '../../../infrastructure/threads/pace.js'
import { entryWriter, type EntryWriter } from './add-entries.js'
import { isUnchanged, readRecords, type FileRecord } from './file-records.js'
import { findTranscripts, type TranscriptFile, type TranscriptFormats } from './find-transcripts.js'
import { isDamage, openDatabase, removeDatabase } from './index-database.js'
import { mergeSegments, removeFile, updateFile } from './index-files.js'
import type { TranscriptRoot } from './messages.js'
import { searchIndex } from './search-index.js'
import { wordsTables, type WordsTables } from './words-tables.js'

export interface TranscriptIndexDeps {
  readonly file: string
  readonly roots: ReadonlyArray<TranscriptRoot>
  readonly formats: TranscriptFormats
  /** Monotonic time, ms. */
  readonly now: () => number
}

/** Index of transcripts in one thread. It reads in steps, between which it answers. */
export interface TranscriptIndex {
  /** Reads what is new for a while, then searches. Rejects when nothing can be stored. */
  readonly search: (query: ConversationQuery) => Promise<ConversationsFound>
  /** Stores the result. No method may be called afterwards. */
  readonly close: () => void
}

/** Time that a search waits for what is not in the index yet, in milliseconds. */
const WAIT_MS = 250
/** Time in milliseconds within which a page that shows a part of the results searches again. */
const AGAIN_MS = 3_000
/** Work in milliseconds between two rests while no caller waits. */
const TURN_MS = 15
/** Longest transaction in milliseconds: what a killed process reads again. */
const TRANSACTION_MS = 1_000
/** Changed files of one reading that are worth a merge; fewer leave small segments, which FTS5 merges by itself. */
const MERGE_FROM = 50
/** Time after a failed write, in milliseconds, before the next is tried. */
const RETRY_MS = 10_000

export function openTranscriptIndex({ file, roots, formats, now }: TranscriptIndexDeps): TranscriptIndex {
  const pace = makePace('conversation index')
  let open: { readonly database: Database; readonly tables: WordsTables; readonly writer: EntryWriter } | null = null
  let records = new Map<string, FileRecord>()
  let byId = new Map<number, FileRecord>()
  let progress: IndexProgress = { state: 'reading', files: 0, ofFiles: 0 }
  let reading: Promise<void> = Promise.resolve()
  let nextReading: Promise<void> | null = null
  let failedAt = -Infinity
  let turnedAt = now()

  /** Lets requests in between two steps. */
  const pause = async (): Promise<void> => {
    const workedMs = now() - turnedAt
    if (workedMs < TURN_MS) return new Promise((resolve) => setImmediate(resolve))
    await pace.pause(workedMs)
    turnedAt = now()
  }

  async function inSteps<A>(steps: Generator<void, A>): Promise<A> {
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
      await pause()
    }
  }

  const opened = (): NonNullable<typeof open> => {
    if (open !== null) return open
    const database = openDatabase(file)
    const tables = wordsTables(database)
    open = { database, tables, writer: entryWriter(database, tables) }
    loadRecords(database)
    return open
  }
  const loadRecords = (database: Database): void => {
    records = readRecords(database)
    byId = new Map([...records.values()].map((record) => [record.id, record]))
  }
  const shut = (): void => {
    if (open === null) return
    const { database, writer } = open
    open = null
    writer.close()
    database.close()
  }

  /** Handles a fault of the tables: a damaged index is begun again, another fault stops reading for a while. */
  const failed = (error: unknown): void => {
    try {
      shut()
    } catch {
      // The transaction that did not end is undone by the next opening.
    }
    if (isDamage(error)) removeDatabase(file)
    else failedAt = now()
  }

  /** Reads everything that is not in the index, the newest file first. */
  async function readAll(): Promise<void> {
    const { database, tables, writer } = opened()
    const found = await inSteps(findTranscripts(roots, formats))
    const changed = [...found.values()].filter(({ path }) => !isIndexed(path, found)).sort((a, b) => b.mtime - a.mtime)
    const gone = [...records.values()].filter(({ path }) => !found.has(path))
    progress = { state: 'reading', files: found.size - changed.length, ofFiles: found.size }
    const transaction = transactions(database)
    try {
      for (const each of changed) {
        const format = formats.get(each.agent)
        if (format === undefined) continue
        const known = records.get(each.path) ?? null
        const record = await transaction.run(updateFile(database, writer, format, each, known))
        keep(each.path, record)
        progress = { ...progress, files: progress.files + 1 }
      }
      for (const record of gone) {
        await transaction.run(removeFile(database, writer, record))
        keep(record.path, null)
      }
      if (changed.length >= MERGE_FROM) await transaction.run(mergeSegments(database, tables))
      transaction.end()
    } catch (error) {
      transaction.undo()
      throw error
    }
    progress = { state: 'ready', files: found.size, ofFiles: found.size }
  }

  const isIndexed = (path: string, found: ReadonlyMap<string, TranscriptFile>): boolean => {
    const [record, file] = [records.get(path), found.get(path)]
    return record !== undefined && file !== undefined && isUnchanged(record, file)
  }

  const keep = (path: string, record: FileRecord | null): void => {
    const before = records.get(path)
    if (before !== undefined) byId.delete(before.id)
    if (record === null) records.delete(path)
    else {
      records.set(path, record)
      byId.set(record.id, record)
    }
  }

  /** Runs steps in transactions, each of which ends after a second at the latest. */
  function transactions(database: Database) {
    let startedAt: number | null = null
    const end = (): void => {
      if (startedAt !== null) database.exec('COMMIT')
      startedAt = null
    }
    return {
      run: async <A>(steps: Generator<void, A>): Promise<A> => {
        for (;;) {
          if (startedAt === null) {
            database.exec('BEGIN')
            startedAt = now()
          }
          const step = steps.next()
          if (now() - startedAt > TRANSACTION_MS) end()
          if (step.done === true) return step.value
          await pause()
        }
      },
      end,
      undo: (): void => {
        if (database.isOpen && database.inTransaction) database.exec('ROLLBACK')
      },
    }
  }

  /** Settles after a reading that began now or later: one that is under way may have passed the files that have changed since. */
  const readNews = (): Promise<void> => {
    nextReading ??= reading.then(() => {
      nextReading = null
      reading = now() - failedAt < RETRY_MS ? Promise.resolve() : readAll().catch(failed)
      return reading
    })
    return nextReading
  }

  async function search(query: ConversationQuery, isSecond = false): Promise<ConversationsFound> {
    const isCurrent = await pace.awaited(() => Promise.race([readNews().then(() => true), after(WAIT_MS)]))
    if (!isCurrent) pace.awaited(() => after(AGAIN_MS)).catch(() => undefined)
    try {
      const { database, tables } = opened()
      const found = searchIndex({ database, tables, formats, fileOf: (id) => byId.get(id) }, query)
      return { ...found, progress: { ...progress, state: stateOf(isCurrent) } }
    } catch (error) {
      failed(error)
      if (isSecond || !isDamage(error)) throw error
      return search(query, true)
    }
  }

  return { search: (query) => search(query), close: shut }

  function stateOf(isCurrent: boolean): IndexProgress['state'] {
    if (now() - failedAt < RETRY_MS) return 'stopped'
    return isCurrent ? progress.state : 'reading'
  }
}

/** Resolves to false after a time. */
const after = (ms: number): Promise<false> =>
  new Promise((resolve) => {
    setTimeout(
      guarded('conversation index', () => resolve(false)),
      ms,
    ).unref()
  })

import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import type { Database } from 'node-sqlite3-wasm'
import type { TranscriptFile } from './find-transcripts.js'

/** Transcript in the index. */
export interface FileRecord extends TranscriptFile {
  readonly id: number
  /** Byte behind the last row in the index. */
  readonly offset: number
  /** Digests of the bytes at the start of the file, and of those in front of `offset`. */
  readonly head: string
  readonly tail: string
  readonly folder: string | null
  readonly title: string | null
  /** Keys of the oldest and the newest entry. */
  readonly first: number | null
  readonly last: number | null
}

/** Bytes of a digest. */
const DIGEST_BYTES = 512

/** Digests by which a file is recognised that has grown at its end. */
export const digestsAt = (file: number, offset: number): Pick<FileRecord, 'head' | 'tail'> => ({
  head: digest(file, 0, Math.min(offset, DIGEST_BYTES)),
  tail: digest(file, Math.max(offset - DIGEST_BYTES, 0), Math.min(offset, DIGEST_BYTES)),
})

function digest(file: number, start: number, length: number): string {
  const buffer = Buffer.alloc(length)
  const bytesRead = length === 0 ? 0 : readSync(file, buffer, 0, length, start)
  return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('base64url')
}

/** True for a file that is still what was read, so far as it was read. */
export const isContinued = (record: FileRecord, now: TranscriptFile, file: number): boolean => {
  if (record.inode !== now.inode || now.size < record.offset) return false
  const { head, tail } = digestsAt(file, record.offset)
  return head === record.head && tail === record.tail
}

/** True for a file of which nothing was changed since it was read. */
export const isUnchanged = (record: FileRecord, now: TranscriptFile): boolean =>
  record.inode === now.inode && record.size === now.size && record.mtime === now.mtime

/** Files in the index, by path. */
export const readRecords = (database: Database): Map<string, FileRecord> =>
  new Map(
    database.all('SELECT * FROM files').map((row) => {
      const record = row as unknown as FileRecord
      return [record.path, { ...record, agent: record.agent }]
    }),
  )

const COLUMNS = [
  ...(['path', 'agent', 'conversation', 'inode', 'size', 'mtime', 'offset', 'head', 'tail'] as const),
  ...(['folder', 'title', 'first', 'last'] as const),
]
const INSERT = `INSERT INTO files (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`
const UPDATE = `UPDATE files SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`

/** Adds a file that was not read yet. */
export function addRecord(database: Database, file: TranscriptFile): FileRecord {
  const nothing = { offset: 0, head: '', tail: '', folder: null, title: null, first: null, last: null }
  const record = { id: 0, ...file, ...nothing }
  const { lastInsertRowid } = database.run(INSERT, valuesOf(record))
  return { ...record, id: Number(lastInsertRowid) }
}

export function storeRecord(database: Database, record: FileRecord): void {
  database.run(UPDATE, [...valuesOf(record), record.id])
}

const valuesOf = (record: FileRecord) => COLUMNS.map((column) => record[column])

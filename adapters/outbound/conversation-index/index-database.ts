import { closeSync, openSync, rmSync } from 'node:fs'
import sqlite, { type Database } from 'node-sqlite3-wasm'

/** Another version of the tables is built again. */
const VERSION = 2
/** Pages in memory, in KiB. */
const CACHE_KIB = 16_384

/**
 * `entries.key` is the time of an entry in milliseconds times `PER_MS`, plus a number among the entries of that millisecond, so that the newest
 * come first without a sort and a range of time is a range of keys. Their words are in tables by time (`words-tables.ts`).
 */
const TABLES = `
CREATE TABLE names (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (kind, name));
CREATE TABLE files (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, agent TEXT NOT NULL, conversation TEXT NOT NULL, inode INTEGER NOT NULL,
  size INTEGER NOT NULL, mtime REAL NOT NULL, offset INTEGER NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL,
  folder TEXT, title TEXT, first INTEGER, last INTEGER
);
CREATE INDEX files_by_last ON files (last);
CREATE TABLE entries (key INTEGER PRIMARY KEY, file INTEGER NOT NULL, row INTEGER NOT NULL, part INTEGER NOT NULL);
CREATE INDEX entries_by_file ON entries (file);
PRAGMA user_version = ${VERSION};`

/** Keys of one millisecond. The largest time with a key that a double holds exactly is in the year 2109. */
export const PER_MS = 2_048
export const LATEST_MS = Math.floor(Number.MAX_SAFE_INTEGER / PER_MS) - 1

/** Opens the index; one that is damaged or of another version is removed and begun again. Throws where nothing can be stored. */
export function openDatabase(file: string): Database {
  try {
    return openExisting(file)
  } catch {
    removeDatabase(file)
    return openExisting(file)
  }
}

/** Removes the files of an index, also the lock that a killed process has left. */
export function removeDatabase(file: string): void {
  // eslint-disable-next-line no-restricted-syntax -- in its own thread
  for (const end of ['', '-journal', '-wal', '.lock']) rmSync(file + end, { recursive: true, force: true })
}

function openExisting(file: string): Database {
  // The lock of the state folder admits one hub, so a lock that exists is that of a process that was killed.
  // eslint-disable-next-line no-restricted-syntax -- in its own thread
  rmSync(`${file}.lock`, { recursive: true, force: true })
  // The words of conversations are readable by their user only.
  closeSync(openSync(file, 'a', 0o600))
  const database = new sqlite.Database(file)
  try {
    database.exec(`PRAGMA locking_mode = exclusive; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = memory`)
    // The state folder is flushed by the system: after a power failure a damaged index is built again.
    database.exec('PRAGMA journal_mode = truncate; PRAGMA synchronous = off')
    const version = database.get('PRAGMA user_version')?.['user_version']
    const tables = database.get('SELECT count(*) AS count FROM sqlite_master')?.['count']
    if (version === 0 && tables === 0) database.exec(`BEGIN; ${TABLES} COMMIT`)
    else if (version !== VERSION) throw new Error('another version')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** True for an error that says that the file is damaged. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && /malformed|not a database|corrupt|no such table|vtable constructor/i.test(error.message)

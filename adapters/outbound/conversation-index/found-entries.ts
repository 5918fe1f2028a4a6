import type { Database } from 'node-sqlite3-wasm'
import { facetsOf, type TableQuery } from './table-query.js'
import type { WordsTable, WordsTables } from './words-tables.js'

/** Keys that a search is limited to: from `low` on and below `high`. */
export interface KeyRange {
  readonly low: number
  readonly high: number
}

/** Place of an entry in its transcript. */
export interface Place {
  readonly row: number
  readonly part: number
}

export interface FoundEntry {
  readonly key: number
  readonly file: number
  readonly place: Place
}

export interface SearchedTables {
  readonly database: Database
  readonly tables: WordsTables
}

/** Entries of one file that are passed over until a new query leaves the file out. A query costs as much as some of them. */
const MAX_PASSED = 200

/** Entries that are found, the newest first, without those of the files in `done`, to which the caller may add. */
export function* entriesIn(
  { database, tables }: SearchedTables,
  match: TableQuery,
  range: KeyRange,
  done: ReadonlySet<number>,
): Generator<FoundEntry, void, undefined> {
  for (const table of tables.between(range.low, range.high)) {
    const query = match(table)
    const leftOut: number[] = []
    let high = query === null ? table.low : range.high
    while (query !== null && high > table.low) {
      const without = leftOut.length === 0 ? query : `(${query}) NOT ${facetsOf(leftOut)}`
      const stop: Stop | null = yield* passOver(database, table, without, { ...range, high }, done)
      if (stop !== null) leftOut.push(stop.file)
      high = stop === null ? table.low : newestBelow(database, stop.key, done) + 1
    }
  }
}

/** End of a query: the file to leave out below a key. */
type Stop = Pick<FoundEntry, 'key' | 'file'>

/** Key of the newest entry below another one that is not of the given files; 0 without one. */
function newestBelow(database: Database, key: number, files: ReadonlySet<number>): number {
  const others = `id NOT IN (${[...files].join()})`
  const ended = database.get(`SELECT max(last) AS key FROM files WHERE last < ? AND ${others}`, [key])
  const open = database.get(
    `SELECT max((SELECT max(key) FROM entries WHERE file = files.id AND key < ?1)) AS key
    FROM files WHERE last >= ?1 AND first < ?1 AND ${others}`,
    [key],
  )
  return Math.max(Number(ended?.['key']), Number(open?.['key']))
}

function* passOver(
  database: Database,
  { name }: WordsTable,
  query: string,
  { low, high }: KeyRange,
  done: ReadonlySet<number>,
): Generator<FoundEntry, Stop | null, undefined> {
  const passed = new Map<number, number>()
  const statement = database.prepare(
    `SELECT entries.key AS key, file, row, part FROM ${name} JOIN entries ON entries.key = ${name}.rowid
    WHERE ${name} MATCH ? AND ${name}.rowid >= ? AND ${name}.rowid < ? ORDER BY ${name}.rowid DESC`,
  )
  try {
    for (const entry of statement.iterate([query, low, high])) {
      const [key, file] = [Number(entry['key']), Number(entry['file'])]
      if (!done.has(file)) {
        yield { key, file, place: { row: Number(entry['row']), part: Number(entry['part']) } }
        continue
      }
      const count = (passed.get(file) ?? 0) + 1
      if (count === MAX_PASSED) return { key, file }
      passed.set(file, count)
    }
    return null
  } finally {
    statement.finalize()
  }
}

/** True when a table has an entry that is found. */
export function hasEntry(
  { database }: SearchedTables,
  { name }: WordsTable,
  match: string,
  { low, high }: KeyRange,
): boolean {
  const sql = `SELECT 1 FROM ${name} WHERE ${name} MATCH ? AND rowid >= ? AND rowid < ? LIMIT 1`
  return database.get(sql, [match, low, high]) !== null
}

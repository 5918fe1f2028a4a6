import type { Database, Statement } from 'node-sqlite3-wasm'
import type { Instant } from '../../../domain/shared/instant.js'
import { spaceIdeographs } from '../../../domain/conversations/search-words.js'
import { LATEST_MS, PER_MS } from './index-database.js'
import type { WordsTables } from './words-tables.js'

/** Entry on its way into the index. */
export interface IndexedEntry {
  readonly at: Instant
  readonly row: number
  readonly part: number
  readonly text: string
  readonly paths: ReadonlyArray<string>
  /** Ids of names that it can be filtered by. */
  readonly names: ReadonlyArray<number>
}

/** Writes of entries and names by prepared statements. */
export interface EntryWriter {
  /** Id of a name, which is added when it is new. */
  readonly nameId: (kind: NameKind, name: string) => number
  /** Adds the entries of one file and returns the keys of the oldest and the newest; `null` without entries. */
  readonly add: (file: number, entries: ReadonlyArray<IndexedEntry>) => { first: number; last: number } | null
  /** Removes entries of a file, at most `most`, and returns their number. */
  readonly remove: (file: number, most: number) => number
  readonly close: () => void
}

/** Kinds of names by which entries are filtered. */
export type NameKind = 'agent' | 'folder' | 'tool'

/** Name as it stands in `facets`. */
export const nameFacet = (id: number): string => `n${id}`
export const fileFacet = (id: number): string => `c${id}`

export function entryWriter(database: Database, tables: WordsTables): EntryWriter {
  const statements: Statement[] = []
  const prepare = (sql: string): Statement => {
    const statement = database.prepare(sql)
    statements.push(statement)
    return statement
  }
  const insertName = prepare('INSERT OR IGNORE INTO names (kind, name) VALUES (?, ?)')
  const selectName = prepare('SELECT id FROM names WHERE kind = ? AND name = ?')
  const insertEntry = prepare('INSERT OR IGNORE INTO entries (key, file, row, part) VALUES (?, ?, ?, ?)')
  const lastKey = prepare('SELECT max(key) AS key FROM entries WHERE key >= ? AND key < ?')
  const selectKeys = prepare('SELECT key FROM entries WHERE file = ? LIMIT ?')
  const deleteEntry = prepare('DELETE FROM entries WHERE key = ?')
  const names = new Map<string, number>()
  const written = new Map<string, { readonly insert: Statement; readonly remove: Statement }>()

  const wordsOf = (key: number) => {
    const { name } = tables.of(key)
    const known = written.get(name)
    if (known !== undefined) return known
    const prepared = {
      // Text comes as bytes: the package encodes a string by itself, at three times the time.
      insert: prepare(
        `INSERT INTO ${name} (rowid, text, paths, facets) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?)`,
      ),
      remove: prepare(`DELETE FROM ${name} WHERE rowid = ?`),
    }
    written.set(name, prepared)
    return prepared
  }

  /** Adds an entry under the first free key from a time on. `from` is the first millisecond that may have one. */
  function keyFor(from: Instant, file: number, { row, part }: IndexedEntry): number {
    for (let ms = from; ; ms += 1) {
      const start = ms * PER_MS
      if (insertEntry.run([start, file, row, part]).changes === 1) return start
      const next = Number(lastKey.get([start, start + PER_MS])?.['key']) + 1
      if (next < start + PER_MS && insertEntry.run([next, file, row, part]).changes === 1) return next
    }
  }

  return {
    nameId: (kind, name) => {
      const known = names.get(`${kind} ${name}`)
      if (known !== undefined) return known
      insertName.run([kind, name])
      const id = Number(selectName.get([kind, name])?.['id'])
      names.set(`${kind} ${name}`, id)
      return id
    },
    add: (file, entries) => {
      // In the order of keys: a key below the one before it ends a segment of the index of words.
      const sorted = entries.toSorted((one, other) => one.at - other.at)
      let from = 0
      const keys = sorted.map((entry) => {
        from = Math.max(from, Math.min(Math.trunc(entry.at), LATEST_MS))
        const key = keyFor(from, file, entry)
        from = Math.floor(key / PER_MS)
        const facets = [fileFacet(file), ...entry.names.map(nameFacet)].join(' ')
        wordsOf(key).insert.run([
          key,
          Buffer.from(spaceIdeographs(entry.text)),
          Buffer.from(entry.paths.join('\n')),
          facets,
        ])
        return key
      })
      return keys.length === 0 ? null : { first: Math.min(...keys), last: Math.max(...keys) }
    },
    remove: (file, most) => {
      const keys = selectKeys.all([file, most]).map(({ key }) => Number(key))
      for (const key of keys) {
        wordsOf(key).remove.run([key])
        deleteEntry.run([key])
      }
      return keys.length
    },
    close: () => {
      for (const statement of statements) statement.finalize()
    },
  }
}

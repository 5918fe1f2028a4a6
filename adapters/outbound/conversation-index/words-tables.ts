import type { Database } from 'node-sqlite3-wasm'
import { PER_MS } from './index-database.js'

/** Table of the words of four weeks. Its `rowid` is the key of an entry. */
export interface WordsTable {
  readonly name: string
  /** Keys of its time: from `low` on and below `high`. */
  readonly low: number
  readonly high: number
}

/**
 * Tables of words, one per period. Some words that may be incomplete cost a pass over all their places in a table, so a search
 * for the newest entries opens the newest tables only.
 */
export interface WordsTables {
  /** Table of a key, made if there is none. */
  readonly of: (key: number) => WordsTable
  /** Tables with keys from `low` on and below `high`, the newest first. */
  readonly between: (low: number, high: number) => ReadonlyArray<WordsTable>
  /** Words of a table that begin as a word of ASCII letters and digits; `null` for more than `most`. */
  readonly completions: (table: WordsTable, beginning: string, most: number) => ReadonlyArray<string> | null
}

const KEYS = 28 * 24 * 60 * 60 * 1_000 * PER_MS
/** Memory of words that are not in a segment yet. A larger one makes fewer segments, which are merged fewer times. */
const HASH_BYTES = 16_777_216
/** Character that sorts below those of words. The list of words is asked for the first one from a text on: it has a row for each place of a word. */
const BELOW_LETTERS = '\u0001'
const NAME = /^words_(\d+)$/

/** `facets` holds `n` and the id of each name of the entry, and `c` and the id of its file. The text itself is in the transcript only. */
const create = (name: string): string => `
CREATE VIRTUAL TABLE ${name} USING fts5(
  text, paths, facets, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO ${name} (${name}, rank) VALUES ('hashsize', ${HASH_BYTES});`

/** Tables of a database that was just opened. One that is made in a transaction that is undone must not be used again. */
export function wordsTables(database: Database): WordsTables {
  const names = database.all("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name)
  const tables = new Map(
    names.flatMap((name) => {
      const [, number] = (typeof name === 'string' ? NAME.exec(name) : null) ?? []
      return number === undefined ? [] : [[Number(number), tableOf(Number(number))] as const]
    }),
  )
  /** Tables with a list of their words. */
  const listed = new Set<string>()
  return {
    of: (key) => {
      const number = Math.floor(key / KEYS)
      const known = tables.get(number)
      if (known !== undefined) return known
      const made = tableOf(number)
      database.exec(create(made.name))
      tables.set(number, made)
      return made
    },
    between: (low, high) =>
      [...tables.values()].filter((table) => table.high > low && table.low < high).sort((a, b) => b.low - a.low),
    completions: ({ name }, beginning, most) => {
      const folded = beginning.toLowerCase()
      const terms = `temp.terms_of_${name}`
      if (!listed.has(name)) database.exec(`CREATE VIRTUAL TABLE ${terms} USING fts5vocab(main, ${name}, 'instance')`)
      listed.add(name)
      const next = database.prepare(`SELECT term FROM ${terms} WHERE term >= ? LIMIT 1`)
      try {
        const words: string[] = []
        for (let from = folded; ; from = `${words.at(-1)}${BELOW_LETTERS}`) {
          const term = next.get([from])?.['term']
          if (typeof term !== 'string' || !term.startsWith(folded)) return words
          if (words.push(term) > most) return null
        }
      } finally {
        next.finalize()
      }
    },
  }
}

const tableOf = (number: number): WordsTable => ({
  name: `words_${number}`,
  low: number * KEYS,
  high: (number + 1) * KEYS,
})

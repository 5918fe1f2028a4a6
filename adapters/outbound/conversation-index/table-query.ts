import { spaceIdeographs, type Phrase } from '../../../domain/conversations/search-words.js'
import { fileFacet } from './add-entries.js'
import type { WordsTable, WordsTables } from './words-tables.js'

/** Query of FTS5 in a table of words; `null` when no entry of the table has the words. */
export type TableQuery = (table: WordsTable) => string | null

/** Terms that an entry must have, all of them. */
export interface QueryTerms {
  readonly text: ReadonlyArray<Phrase>
  readonly paths: ReadonlyArray<Phrase>
  /** Terms of the column of names. */
  readonly facets: ReadonlyArray<string>
}

/** Completions of a word that are looked for one by one. */
const MAX_COMPLETIONS = 32
/** Word of ASCII letters and digits at the end of a phrase, and the signs behind it. */
const LAST_WORD = /^(.*?)([a-z\d]+)[^\p{L}\p{N}\p{Co}\p{M}]*$/isu

export const facetsOf = (files: ReadonlyArray<number>): string => `facets : (${files.map(fileFacet).join(' OR ')})`

/** Query of entries with all terms. Each table is asked for the completions of a word once. */
export function tableQuery(tables: WordsTables, { text, paths, facets }: QueryTerms): TableQuery {
  const made = new Map<WordsTable, string | null>()
  const make = (table: WordsTable): string | null => {
    const terms = [
      ...text.map((phrase) => inColumn('text', phraseIn(tables, table, phrase))),
      ...paths.map((phrase) => inColumn('paths', phraseIn(tables, table, phrase))),
      ...facets.map((facet) => inColumn('facets', facet)),
    ]
    return terms.every((term) => term !== null) ? terms.join(' AND ') : null
  }
  return (table) => {
    const known = made.get(table)
    if (known !== undefined) return known
    const query = make(table)
    made.set(table, query)
    return query
  }
}

const inColumn = (column: string, term: string | null): string | null =>
  term === null ? null : `(${column} : (${term}))`

/**
 * Phrase of FTS5; `null` when no word of the table begins as its last one. For a word that may be incomplete FTS5 merges all places of its
 * completions before it returns the first one, while a query for each completion reads only the places that it returns.
 */
function phraseIn(tables: WordsTables, table: WordsTable, { text, words, isOpen }: Phrase): string | null {
  if (!isOpen) return quoted(text)
  const [, before = '', last = ''] = LAST_WORD.exec(text) ?? []
  const isPlain = last.toLowerCase() === words.at(-1)
  const completions = isPlain ? tables.completions(table, last, MAX_COMPLETIONS) : null
  if (completions === null) return `${quoted(text)}*`
  return completions.length === 0 ? null : completions.map((word) => quoted(before + word)).join(' OR ')
}

const quoted = (text: string): string => `"${spaceIdeographs(text.replaceAll('"', ' ')).trim()}"`

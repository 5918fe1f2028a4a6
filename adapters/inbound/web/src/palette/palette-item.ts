import type { LucideIcon } from 'lucide-preact'
import type { Need } from '../app/session-order.js'
import { byScore } from '../app/fuzzy.js'

/** Row of the palette. */
export interface PaletteItem {
  /** Unique among all kinds, and the same in later visits. */
  readonly id: string
  readonly label: string
  /** Second column: folder, group. */
  readonly note: string
  readonly icon: LucideIcon | null
  readonly need: Need | null
  readonly shortcut: string | null
  readonly run: () => void
  /** Words that find the row and that it does not show. */
  readonly also?: string
  /** Before other rows that match as well. */
  readonly isFirst?: boolean
  /** Query for which the hub returned the item; absent for items that the client filters. */
  readonly foundFor?: string
}

/**
 * Scores of texts with the query, of those with each of its words, of those with other words for some, of results of the
 * hub, and of scattered letters.
 */
const SCORES = { first: 2_000, whole: 1_000, words: 700, others: 600, found: 500, letters: 100 }

/**
 * Items that match the query, best first and stable. Results of the hub for this query stay although their label and note
 * do not match: the hub also searches texts that the row does not show. An empty query returns the list unchanged.
 */
export function matching(query: string, items: ReadonlyArray<PaletteItem>): ReadonlyArray<PaletteItem> {
  const wanted = query.trim()
  return wanted === '' ? items : byScore(items, (item) => scoreOf(wanted, item))
}

function scoreOf(wanted: string, { label, note, also = '', isFirst, foundFor }: PaletteItem): number | null {
  const score = textScore(wanted.toLowerCase(), `${label} ${note}`.toLowerCase(), also)
  if (score !== null && isFirst === true) return score + SCORES.first
  return foundFor === wanted ? Math.max(score ?? 0, SCORES.found) : score
}

/** Shorter texts and earlier matches are better. */
function textScore(wanted: string, text: string, also: string): number | null {
  const at = text.indexOf(wanted)
  if (at >= 0) return SCORES.whole - at - text.length / 100
  const missing = wanted.split(/\s+/).filter((word) => !text.includes(word))
  if (missing.length === 0) return SCORES.words - text.length / 100
  const others = also.split(' ')
  if (missing.every((word) => others.some((other) => other.startsWith(word)))) return SCORES.others - text.length / 100
  return isScattered(wanted.replaceAll(/\s/g, ''), text) ? SCORES.letters - text.length / 100 : null
}

/** True when the letters stand in order within one or two words of the text, the first one at the start of a word. */
function isScattered(letters: string, text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.some((word, i) => {
    if (word[0] !== letters[0]) return false
    const rest = unmatched(letters, word)
    return rest === '' || words.slice(i + 1).some((other) => other[0] === rest[0] && unmatched(rest, other) === '')
  })
}

/** Letters that are left after those that stand in the word in order. */
function unmatched(letters: string, word: string): string {
  let done = 0
  for (const letter of word) if (letter === letters[done]) done += 1
  return letters.slice(done)
}

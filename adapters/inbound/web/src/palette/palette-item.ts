import type { LucideIcon } from 'lucide-preact'
import { fuzzyScore } from '../../../../../domain/shared/fuzzy-score.js'
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
  /** Query for which the hub returned the item; absent for items that the client filters. */
  readonly foundFor?: string
}

/** Score of a result of the hub: below texts that contain the query, above scattered letters. */
const FOUND_SCORE = 500

/**
 * Items that match the query, best first and stable. Results of the hub for this query stay although their label and note
 * do not match: the hub also searches texts that the row does not show. An empty query returns the list unchanged.
 */
export function matching(query: string, items: ReadonlyArray<PaletteItem>): ReadonlyArray<PaletteItem> {
  const wanted = query.trim()
  return wanted === '' ? items : byScore(items, (item) => scoreOf(wanted, item))
}

function scoreOf(wanted: string, { label, note, foundFor }: PaletteItem): number | null {
  const score = fuzzyScore(wanted, `${label} ${note}`)
  return foundFor === wanted ? Math.max(score ?? 0, FOUND_SCORE) : score
}

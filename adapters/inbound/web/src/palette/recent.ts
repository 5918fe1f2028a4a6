import { parsed } from '../app/platform/parsed.js'
import { shelf } from '../app/platform/preferences.js'
import type { PaletteItem } from './palette-item.js'

const KEY = 'penates_palette_recent'
const MAX_RECENT = 20

/** Ids of chosen items, the last one first. */
function recentIds(): ReadonlyArray<string> {
  const kept = parsed(shelf.read(KEY))
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
}

export function noteRecent({ id }: PaletteItem): void {
  const ids = [id, ...recentIds().filter((other) => other !== id)].slice(0, MAX_RECENT)
  shelf.write(KEY, JSON.stringify(ids))
}

/** Items with recently chosen ones first; the others keep their order. */
export function recentFirst(items: ReadonlyArray<PaletteItem>): ReadonlyArray<PaletteItem> {
  const ranks = new Map(recentIds().map((id, rank) => [id, rank]))
  const rankOf = ({ id }: PaletteItem): number => ranks.get(id) ?? MAX_RECENT
  return [...items].sort((one, other) => rankOf(one) - rankOf(other))
}

import type { LucideIcon } from 'lucide-preact'
import type { Need } from '../app/session-order.js'

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

import { signal } from '@preact/signals'
import type { ItemRef } from '../app/projects.js'

/** Item to scroll into view and focus once. */
export const pointed = signal<ItemRef | null>(null)

export function pointAt(item: ItemRef | null): void {
  pointed.value = item
}

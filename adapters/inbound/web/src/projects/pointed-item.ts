import { signal } from '@preact/signals'
import type { ItemRef } from './the-projects-hub.js'

/** The item that a link led to: its row comes into sight and takes the focus, once. */
export const pointed = signal<ItemRef | null>(null)

export function pointAt(item: ItemRef | null): void {
  pointed.value = item
}

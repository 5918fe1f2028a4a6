import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { TreeRow } from './tree-rows.js'

/** Which lines of a tree are chosen, and where the keyboard is. */
export interface Picked {
  /** Path under the keyboard; `null` before the tree was used. */
  readonly cursor: ReadonlySignal<string | null>
  /** What an action is done to: the chosen ones, else the one under the keyboard. */
  readonly paths: ReadonlySignal<ReadonlyArray<string>>
  readonly has: (path: string) => boolean
  /** Moves the keyboard there and chooses that one alone. */
  readonly only: (path: string) => void
  /** Adds to the chosen, or takes away. */
  readonly toggle: (path: string) => void
  /** Chooses everything between the last one chosen alone and here. */
  readonly upTo: (path: string, rows: ReadonlyArray<TreeRow>) => void
  /** Nothing but what is still there stays chosen. */
  readonly clear: () => void
}

export function picked(): Picked {
  const cursor = signal<string | null>(null)
  const chosen = signal<ReadonlySet<string>>(new Set())
  let anchor: string | null = null
  return {
    cursor,
    paths: computed(() => (chosen.value.size > 0 ? [...chosen.value] : cursor.value === null ? [] : [cursor.value])),
    has: (path) => chosen.value.has(path),
    only: (path) => {
      anchor = path
      cursor.value = path
      chosen.value = new Set([path])
    },
    toggle: (path) => {
      anchor = path
      cursor.value = path
      const next = new Set(chosen.peek())
      if (!next.delete(path)) next.add(path)
      chosen.value = next
    },
    upTo: (path, rows) => {
      const entries = rows.flatMap((row) => (row.kind === 'entry' ? [row.path] : []))
      const from = Math.max(entries.indexOf(anchor ?? path), 0)
      const to = entries.indexOf(path)
      cursor.value = path
      chosen.value = new Set(entries.slice(Math.min(from, to), Math.max(from, to) + 1))
    },
    clear: () => {
      anchor = null
      chosen.value = new Set()
    },
  }
}

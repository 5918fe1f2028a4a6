import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { TreeRow } from './tree-rows.js'

/** Selection and cursor of a tree. */
export interface Picked {
  /** Path at the cursor; `null` before the first use. */
  readonly cursor: ReadonlySignal<string | null>
  /** Targets of an action: the selected paths, else the path at the cursor. */
  readonly paths: ReadonlySignal<ReadonlyArray<string>>
  readonly has: (path: string) => boolean
  /** Moves the cursor to a path and selects it alone. */
  readonly only: (path: string) => void
  /** Adds a path to the selection or removes it. */
  readonly toggle: (path: string) => void
  /** Selects the range from the last path passed to `only` up to this one. */
  readonly upTo: (path: string, rows: ReadonlyArray<TreeRow>) => void
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

import { contextLines, gapsOf, type Gap } from './context.js'
import type { Hunk } from './patch.js'
import { rowsOf, type DiffLayout, type Row } from './rows.js'

/** Expanded lines of a gap, from its start (`above`) and from its end (`below`). */
export interface Opened {
  readonly above: number
  readonly below: number
}

/** Lines of a gap that are still hidden. */
export interface HiddenGap {
  /** Index among the gaps of the file. */
  readonly index: number
  /** Number of lines; `null` while the length of the file is unknown. */
  readonly count: number | null
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Section name of the hunk below. */
  readonly section: string
}

export type Item =
  | Row
  | { readonly kind: 'gap'; readonly gap: HiddenGap }
  /** Head of a hunk by its index. */
  | { readonly kind: 'head'; readonly hunk: number }

export interface FileItems {
  readonly items: ReadonlyArray<Item>
  /** Indices of the first item of each change, ascending. */
  readonly changes: ReadonlyArray<number>
}

/** Lines that one click expands. */
export const OPEN_STEP = 20

/** All drawn rows of a file in order. Gaps expand only once the new side is loaded. */
export function itemsOf(
  hunks: ReadonlyArray<Hunk>,
  layout: DiffLayout,
  opened: ReadonlyMap<number, Opened>,
  newSide: ReadonlyArray<string> | null,
  hasHeads = false,
): FileItems {
  const items: Item[] = []
  const changes: number[] = []
  for (const [index, gap] of gapsOf(hunks).entries()) {
    const hunk = hunks[index]
    if (gap) items.push(...gapItems(gap, index, hunk, opened.get(index), newSide))
    if (!hunk) continue
    if (hasHeads) items.push({ kind: 'head', hunk: index })
    const { rows, changes: starts } = rowsOf(hunk, layout)
    for (const start of starts) changes.push(items.length + start)
    for (const row of rows) items.push(row)
  }
  return { items, changes }
}

function gapItems(
  { from, to: end, shift }: Gap,
  index: number,
  hunk: Hunk | undefined,
  { above, below }: Opened = { above: 0, below: 0 },
  newSide: ReadonlyArray<string> | null,
): ReadonlyArray<Item> {
  const to = end ?? newSide?.length ?? null
  const section = hunk?.section ?? ''
  const place = { index, isFirst: index === 0, isLast: hunk === undefined, section }
  if (to === null || newSide === null) {
    return [{ kind: 'gap', gap: { ...place, count: to === null ? null : to - from + 1 } }]
  }
  const count = Math.max(0, to - from + 1)
  const top = Math.min(above, count)
  const bottom = Math.min(below, count - top)
  const rows = (first: number, last: number): ReadonlyArray<Item> =>
    contextLines(newSide, first, last, shift).map((line) => ({ kind: 'context', line }))
  const hidden = count - top - bottom
  return [
    ...rows(from, from + top - 1),
    ...(hidden > 0 ? [{ kind: 'gap' as const, gap: { ...place, count: hidden } }] : []),
    ...rows(to - bottom + 1, to),
  ]
}

/** Expanded lines of a gap after one more click on `part`. */
export function openMore({ above, below }: Opened = { above: 0, below: 0 }, part: 'above' | 'below' | 'all'): Opened {
  if (part === 'all') return { above: Number.MAX_SAFE_INTEGER, below }
  return part === 'above' ? { above: above + OPEN_STEP, below } : { above, below: below + OPEN_STEP }
}

/** Index of the hunk with a change. */
export function hunkOfChange(hunks: ReadonlyArray<Hunk>, change: number): number {
  let seen = 0
  return hunks.findIndex((hunk) => {
    seen += rowsOf(hunk, 'unified').changes.length
    return change < seen
  })
}

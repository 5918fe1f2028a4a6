import { contextLines, gapsOf, type Gap } from './context.js'
import type { Hunk } from './patch.js'
import { rowsOf, type DiffLayout, type Row } from './rows.js'

/** How many lines of a gap are shown: after what is above it, and before what is below. */
export interface Opened {
  readonly above: number
  readonly below: number
}

/** What is still hidden. */
export interface HiddenGap {
  /** Position among the gaps of the file. */
  readonly index: number
  /** Lines; `null` as long as nobody knows where the file ends. */
  readonly count: number | null
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Of the hunk below. */
  readonly section: string
}

export type Item = Row | { readonly kind: 'gap'; readonly gap: HiddenGap }

export interface FileItems {
  readonly items: ReadonlyArray<Item>
  /** Indices of items at which a change begins, ascending. */
  readonly changes: ReadonlyArray<number>
}

/** What one press opens. */
export const OPEN_STEP = 20

/** Everything of a file that is drawn, in order. Gaps open only once the new side is known. */
export function itemsOf(
  hunks: ReadonlyArray<Hunk>,
  layout: DiffLayout,
  opened: ReadonlyMap<number, Opened>,
  newSide: ReadonlyArray<string> | null,
): FileItems {
  const items: Item[] = []
  const changes: number[] = []
  for (const [index, gap] of gapsOf(hunks).entries()) {
    const hunk = hunks[index]
    if (gap) items.push(...gapItems(gap, index, hunk, opened.get(index), newSide))
    if (!hunk) continue
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

/** What an opened gap becomes with one press. */
export function openMore({ above, below }: Opened = { above: 0, below: 0 }, part: 'above' | 'below' | 'all'): Opened {
  if (part === 'all') return { above: Number.MAX_SAFE_INTEGER, below }
  return part === 'above' ? { above: above + OPEN_STEP, below } : { above, below: below + OPEN_STEP }
}

import type { Hunk, PatchLine } from './patch.js'

/** Content of one drawn row. */
export type Row =
  | { readonly kind: 'context'; readonly line: PatchLine }
  /** Unified layout: one line, and its counterpart on the other side. */
  | { readonly kind: 'removed' | 'added'; readonly line: PatchLine; readonly counterpart: PatchLine | null }
  /** Side-by-side layout: at most one of the two is missing. */
  | { readonly kind: 'pair'; readonly removed: PatchLine | null; readonly added: PatchLine | null }

export type DiffLayout = 'unified' | 'split'

export interface RowsOfHunk {
  readonly rows: ReadonlyArray<Row>
  /** Indices of the first row of each change, ascending. */
  readonly changes: ReadonlyArray<number>
}

/** Adjacent lines that changed together. */
interface Change {
  readonly removed: ReadonlyArray<PatchLine>
  readonly added: ReadonlyArray<PatchLine>
}

/** Rows of a hunk in order. Side by side, the n-th removed line is next to the n-th added line. */
export function rowsOf({ lines }: Pick<Hunk, 'lines'>, layout: DiffLayout): RowsOfHunk {
  const rows: Row[] = []
  const changes: number[] = []
  for (const part of partsOf(lines)) {
    if ('kind' in part) {
      rows.push({ kind: 'context', line: part })
    } else {
      changes.push(rows.length)
      for (const row of layout === 'split' ? pairs(part) : oneByOne(part)) rows.push(row)
    }
  }
  return { rows, changes }
}

/** Splits lines into single context lines and groups of changed lines. */
function partsOf(lines: ReadonlyArray<PatchLine>): ReadonlyArray<PatchLine | Change> {
  const parts: (PatchLine | Change)[] = []
  let change: { readonly removed: PatchLine[]; readonly added: PatchLine[] } | null = null
  for (const line of lines) {
    if (line.kind === 'context') {
      change = null
      parts.push(line)
      continue
    }
    if (!change) {
      change = { removed: [], added: [] }
      parts.push(change)
    }
    change[line.kind].push(line)
  }
  return parts
}

const pairs = ({ removed, added }: Change): ReadonlyArray<Row> =>
  Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => ({
    kind: 'pair',
    removed: removed[index] ?? null,
    added: added[index] ?? null,
  }))

const oneByOne = ({ removed, added }: Change): ReadonlyArray<Row> => [
  ...removed.map((line, index): Row => ({ kind: 'removed', line, counterpart: added[index] ?? null })),
  ...added.map((line, index): Row => ({ kind: 'added', line, counterpart: removed[index] ?? null })),
]

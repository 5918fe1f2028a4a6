/** Cells of a terminal's buffer from `from` to before `to`, counted row by row. */
export interface CellRange {
  readonly from: number
  readonly to: number
}

/** Characters between words. Paths and addresses are one word. */
const SEPARATOR = /[\s()[\]{}<>'"`,;|]/

/**
 * Columns of the word at a column; a cell between words is alone. A cell is `null` when it is the second half of a wide
 * character.
 */
export function wordAt(cells: ReadonlyArray<string | null>, column: number): CellRange {
  const isWord = (at: number): boolean => {
    const character = cells[at]
    return character === null || (character !== undefined && character !== '' && !SEPARATOR.test(character))
  }
  if (!isWord(column)) return { from: column, to: column + 1 }
  let from = column
  while (from > 0 && isWord(from - 1)) from -= 1
  let to = column + 1
  while (to < cells.length && isWord(to)) to += 1
  return { from, to }
}

export type RangeEnd = 'from' | 'to'

/** Range after one of its ends was moved, and the end that is moved now: an end that passes the other takes its part. */
export function withMoved(
  range: CellRange,
  end: RangeEnd,
  to: number,
): { readonly range: CellRange; readonly end: RangeEnd } {
  const fixed = end === 'from' ? range.to : range.from
  if (to === fixed) return { range, end }
  return to < fixed ? { range: { from: to, to: fixed }, end: 'from' } : { range: { from: fixed, to }, end: 'to' }
}

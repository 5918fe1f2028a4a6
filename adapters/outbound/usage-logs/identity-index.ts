import type { Table } from './table.js'

/** Finds rows of a table by the identity in their first two places. */
export interface IdentityIndex {
  /** Offset of the row in `words`; -1 when there is none. */
  readonly find: (low: number, high: number) => number
  /** Indexes the row that was added last. */
  readonly add: (low: number, high: number) => void
}

const FIRST_SLOTS = 4_096
/** Half of the slots stay empty, so that a look-up ends soon. */
const SLOTS_PER_ROW = 2

/** Open addressing over row numbers: eight bytes a row beside the table. */
export function identityIndex(table: Table): IdentityIndex {
  let slots = new Int32Array(0)

  const place = (low: number, row: number): void => {
    const mask = slots.length - 1
    let slot = low & mask
    while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask
    slots[slot] = row + 1
  }

  const spread = (size: number): void => {
    slots = new Int32Array(size)
    for (let row = 0; row < table.rows; row++) place(table.words[row * table.stride] ?? 0, row)
  }

  const sizeFor = (rows: number): number => {
    let size = FIRST_SLOTS
    while (size < rows * SLOTS_PER_ROW) size *= 2
    return size
  }
  spread(sizeFor(table.rows))

  return {
    find: (low, high) => {
      const mask = slots.length - 1
      const { words, stride } = table
      for (let slot = low & mask; ; slot = (slot + 1) & mask) {
        const row = slots[slot] ?? 0
        if (row === 0) return -1
        const start = (row - 1) * stride
        if (words[start] === low && words[start + 1] === high) return start
      }
    },
    add: (low) => {
      if (table.rows * SLOTS_PER_ROW > slots.length) spread(slots.length * 2)
      else place(low, table.rows - 1)
    },
  }
}

import type { IdentityIndex } from './identity-index.js'
import { atOf, FORK_STRIDE, ForkColumn, MessageColumn } from './message-fields.js'
import { addRow, readLong, type Table } from './table.js'

/** Messages of forked logs that belong to their parent. */
export interface ForkIndex {
  /** Notes where the message that begins at `start` comes from, in place of the earlier entry. */
  readonly mark: (start: number, fork: Uint32Array) => void
  readonly isInherited: (start: number) => boolean
  /** Messages that are to be judged anew once there is something with this identity, or it has changed. */
  readonly waitingFor: (low: number, high: number) => Iterable<number>
  readonly table: Table
}

const NOBODY: ReadonlyArray<number> = []

export function forkIndex(table: Table, messages: Table, index: IdentityIndex): ForkIndex {
  const waiting = new Map<string, Set<number>>()

  const wait = (low: number, high: number, start: number): void => {
    const key = `${low} ${high}`
    const known = waiting.get(key)
    if (known === undefined) waiting.set(key, new Set([start]))
    else known.add(start)
  }

  const waitForBoth = (at: number): void => {
    const place = (field: number): number => table.words[at + field] ?? 0
    wait(place(ForkColumn.parentLow), place(ForkColumn.parentHigh), place(ForkColumn.message))
    wait(place(ForkColumn.rowLow), place(ForkColumn.rowHigh), place(ForkColumn.message))
  }
  for (let row = 0; row < table.rows; row++) waitForBoth(row * FORK_STRIDE)

  return {
    table,
    mark: (start, fork) => {
      const marked = messages.words[start + MessageColumn.fork] ?? 0
      const at = marked === 0 ? addRow(table) : (marked - 1) * FORK_STRIDE
      table.words.set(fork, at)
      table.words[at + ForkColumn.message] = start
      messages.words[start + MessageColumn.fork] = at / FORK_STRIDE + 1
      waitForBoth(at)
    },
    isInherited: (start) => {
      const marked = messages.words[start + MessageColumn.fork] ?? 0
      if (marked === 0) return false
      const at = (marked - 1) * FORK_STRIDE
      const place = (field: number): number => table.words[at + field] ?? 0
      if (index.find(place(ForkColumn.parentLow), place(ForkColumn.parentHigh)) === -1)
        return place(ForkColumn.isReplay) === 1
      const original = index.find(place(ForkColumn.rowLow), place(ForkColumn.rowHigh))
      return original !== -1 && atOf(messages.words, original) <= readLong(table.words, at + ForkColumn.at)
    },
    waitingFor: (low, high) => (waiting.size === 0 ? NOBODY : (waiting.get(`${low} ${high}`) ?? NOBODY)),
  }
}

import type { UsageRow } from '../../../domain/usage/row.js'
import {
  CallColumn,
  flagsOf,
  FORK_STRIDE,
  ForkColumn,
  MESSAGE_STRIDE,
  MessageColumn,
  OWN_COLUMNS,
  STOP_RANKS,
} from './message-fields.js'
import type { Names, StoredNames } from './names.js'
import { writeLong, type Table } from './table.js'

/** Messages in the form that threads exchange. */
export interface UncountedMessages {
  readonly names: StoredNames
  readonly messages: Table
  readonly calls: Table
  readonly forks: Table
}

/** A message on its way into the store, in the shape that the store keeps it in; one of it serves for all. */
export interface MessageScratch {
  readonly words: Uint32Array
  /** Three numbers for each call: identity and name. */
  readonly calls: number[]
  readonly fork: Uint32Array
  hasFork: boolean
}

export const emptyScratch = (): MessageScratch => ({
  words: new Uint32Array(MESSAGE_STRIDE),
  calls: [],
  fork: new Uint32Array(FORK_STRIDE),
  hasFork: false,
})

const scratch: Identity = { low: 0, high: 0 }

/** Writes the fields of a row. */
export function writeRow(into: MessageScratch, row: UsageRow, names: Names): void {
  const { words, calls, fork } = into
  const { counts } = row
  identify(row.id, scratch)
  words[MessageColumn.idLow] = scratch.low
  words[MessageColumn.idHigh] = scratch.high
  writeLong(words, MessageColumn.at, row.at)
  words[MessageColumn.origin] = names.originNumberOf(row.origin)
  words[MessageColumn.input] = counts.input
  words[MessageColumn.output] = counts.output
  words[MessageColumn.cacheRead] = counts.cacheRead
  words[MessageColumn.cacheWrite] = counts.cacheWrite
  words[MessageColumn.cacheWrite1h] = counts.cacheWrite1h
  writeLong(words, MessageColumn.stopAt, row.kind === 'closing' ? row.version : row.stop === null ? 0 : row.at)
  words[MessageColumn.flags] = flagsOf(row.kind, STOP_RANKS.indexOf(row.stop), row.origin.isCopy)
  calls.length = 0
  for (const { id, name } of row.tools) {
    identify(id, scratch)
    calls.push(scratch.low, scratch.high, names.numberOf(name))
  }
  into.hasFork = row.fork !== null
  if (row.fork === null) return
  identify(row.fork.parent, scratch)
  fork[ForkColumn.parentLow] = scratch.low
  fork[ForkColumn.parentHigh] = scratch.high
  identify(row.fork.parentRow, scratch)
  fork[ForkColumn.rowLow] = scratch.low
  fork[ForkColumn.rowHigh] = scratch.high
  writeLong(fork, ForkColumn.at, row.fork.at)
  fork[ForkColumn.isReplay] = row.fork.isReplay ? 1 : 0
}

/** Maps name numbers of another store to those of this one. */
export interface NameMaps {
  readonly origins: ReadonlyArray<number>
  readonly texts: ReadonlyArray<number>
}

/** Writes the message at `start` of another store. */
export function writeStored(into: MessageScratch, other: UncountedMessages, start: number, maps: NameMaps): void {
  const { words, calls, fork } = into
  words.set(other.messages.words.subarray(start, start + MESSAGE_STRIDE))
  words[MessageColumn.origin] = maps.origins[words[MessageColumn.origin] ?? 0] ?? 0
  calls.length = 0
  const all = other.calls.words
  for (let call = words[MessageColumn.call] ?? 0; call !== 0;) {
    const at = (call - 1) * other.calls.stride
    calls.push(
      all[at + CallColumn.idLow] ?? 0,
      all[at + CallColumn.idHigh] ?? 0,
      maps.texts[all[at + CallColumn.name] ?? 0] ?? 0,
    )
    call = all[at + CallColumn.next] ?? 0
  }
  const forkRow = words[MessageColumn.fork] ?? 0
  into.hasFork = forkRow !== 0
  if (into.hasFork) fork.set(other.forks.words.subarray((forkRow - 1) * FORK_STRIDE, forkRow * FORK_STRIDE))
}

/** True when the stored message at `start` has the same fields, tool calls aside. */
export function isKnown({ words }: MessageScratch, known: Uint32Array, start: number): boolean {
  return OWN_COLUMNS.every((field) => words[field] === known[start + field])
}

/** Sixty-four bits that stand for a text: of a hundred million texts two are alike once in four thousand times. */
interface Identity {
  low: number
  high: number
}

/** Writes the identity of `text` into `into`, which saves an object for each of a million rows. cyrb53, both halves. */
function identify(text: string, into: Identity): void {
  let low = 0xdeadbeef
  let high = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 2_654_435_761)
    high = Math.imul(high ^ code, 1_597_334_677)
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  into.low = low >>> 0
  into.high = high >>> 0
}

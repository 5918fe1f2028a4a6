import { STOP_RANKS } from '../../../domain/usage/message.js'
import type { UsageRow } from '../../../domain/usage/row.js'
import { identify, type Identity } from './identity.js'
import { C, F, flagsOf, FORK_STRIDE, M, MESSAGE_STRIDE, SAID } from './message-fields.js'
import type { Names } from './names.js'
import { writeLong } from './table.js'
import type { UncountedMessages } from './uncounted-messages.js'

/** A message on its way into the store, in the shape that the store keeps it in; one of it serves for all. */
export interface Incoming {
  readonly words: Uint32Array
  /** Three numbers for each call: identity and name. */
  readonly calls: number[]
  readonly fork: Uint32Array
  hasFork: boolean
}

export const emptyIncoming = (): Incoming => ({
  words: new Uint32Array(MESSAGE_STRIDE),
  calls: [],
  fork: new Uint32Array(FORK_STRIDE),
  hasFork: false,
})

const scratch: Identity = { low: 0, high: 0 }

/** Writes the fields of a row. */
export function writeRow(into: Incoming, row: UsageRow, names: Names): void {
  const { words, calls, fork } = into
  const { counts } = row
  identify(row.id, scratch)
  words[M.idLow] = scratch.low
  words[M.idHigh] = scratch.high
  writeLong(words, M.at, row.at)
  words[M.origin] = names.originNumberOf(row.origin)
  words[M.input] = counts.input
  words[M.output] = counts.output
  words[M.cacheRead] = counts.cacheRead
  words[M.cacheWrite] = counts.cacheWrite
  words[M.cacheWrite1h] = counts.cacheWrite1h
  writeLong(words, M.stopAt, row.kind === 'closing' ? row.version : row.stop === null ? 0 : row.at)
  words[M.flags] = flagsOf(row.kind, STOP_RANKS.indexOf(row.stop), row.origin.isCopy)
  calls.length = 0
  for (const { id, name } of row.tools) {
    identify(id, scratch)
    calls.push(scratch.low, scratch.high, names.numberOf(name))
  }
  into.hasFork = row.fork !== null
  if (row.fork === null) return
  identify(row.fork.parent, scratch)
  fork[F.parentLow] = scratch.low
  fork[F.parentHigh] = scratch.high
  identify(row.fork.parentRow, scratch)
  fork[F.rowLow] = scratch.low
  fork[F.rowHigh] = scratch.high
  writeLong(fork, F.at, row.fork.at)
  fork[F.isReplay] = row.fork.isReplay ? 1 : 0
}

/** Maps name numbers of another store to those of this one. */
export interface NameMaps {
  readonly origins: ReadonlyArray<number>
  readonly texts: ReadonlyArray<number>
}

/** Writes the message at `start` of another store. */
export function writeStored(into: Incoming, other: UncountedMessages, start: number, maps: NameMaps): void {
  const { words, calls, fork } = into
  words.set(other.messages.words.subarray(start, start + MESSAGE_STRIDE))
  words[M.origin] = maps.origins[words[M.origin] ?? 0] ?? 0
  calls.length = 0
  const all = other.calls.words
  for (let call = words[M.call] ?? 0; call !== 0;) {
    const at = (call - 1) * other.calls.stride
    calls.push(all[at + C.idLow] ?? 0, all[at + C.idHigh] ?? 0, maps.texts[all[at + C.name] ?? 0] ?? 0)
    call = all[at + C.next] ?? 0
  }
  const forkRow = words[M.fork] ?? 0
  into.hasFork = forkRow !== 0
  if (into.hasFork) fork.set(other.forks.words.subarray((forkRow - 1) * FORK_STRIDE, forkRow * FORK_STRIDE))
}

/** True when the stored message at `start` has the same fields, tool calls aside. */
export function isKnown({ words }: Incoming, known: Uint32Array, start: number): boolean {
  return SAID.every((field) => words[field] === known[start + field])
}

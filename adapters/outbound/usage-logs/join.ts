import { compareOrigins } from '../../../domain/usage/message.js'
import { flagsOf, isCopy, kindOf, M, SAID, stopRankOf } from './message-fields.js'
import type { Names } from './names.js'
import { readLong } from './table.js'

/**
 * `joinMessages` on the shape of the store: joins the message at `start` with an incoming one. Answers whether the
 * incoming one is the first.
 */
export function joinInto(words: Uint32Array, start: number, incoming: Uint32Array, names: Names): boolean {
  const known = (field: number): number => words[start + field] ?? 0
  const given = (field: number): number => incoming[field] ?? 0
  const isFirst = beginsBefore(words, start, incoming, names)
  if (kindOf(known(M.flags)) === 'closing') {
    const isLater = isLaterClosing(words, start, incoming, isFirst)
    if (isLater) for (const field of SAID) words[start + field] = given(field)
    return isLater
  }
  const stopped = stopsAfter(words, start, incoming) ? given : known
  const first = isFirst ? given : known
  const flags = flagsOf(kindOf(first(M.flags)), stopRankOf(stopped(M.flags)), isCopy(first(M.flags)))
  const [stopHigh, stopLow] = [stopped(M.stopAt), stopped(M.stopAt + 1)]
  for (const field of [M.at, M.at + 1, M.origin]) words[start + field] = first(field)
  for (const field of COUNTS) words[start + field] = Math.max(known(field), given(field))
  words[start + M.stopAt] = stopHigh
  words[start + M.stopAt + 1] = stopLow
  words[start + M.flags] = flags
  return isFirst
}

const COUNTS = [M.input, M.output, M.cacheRead, M.cacheWrite, M.cacheWrite1h]

/** True when the incoming message precedes the stored one. */
function beginsBefore(words: Uint32Array, start: number, incoming: Uint32Array, names: Names): boolean {
  const [known, given] = [readLong(words, start + M.at), readLong(incoming, M.at)]
  if (known !== given) return given < known
  const one = { ...names.origin(words[start + M.origin] ?? 0), isCopy: isCopy(words[start + M.flags] ?? 0) }
  const other = { ...names.origin(incoming[M.origin] ?? 0), isCopy: isCopy(incoming[M.flags] ?? 0) }
  return compareOrigins(one, other) > 0
}

function stopsAfter(words: Uint32Array, start: number, incoming: Uint32Array): boolean {
  const [known, given] = [readLong(words, start + M.stopAt), readLong(incoming, M.stopAt)]
  if (known !== given) return given > known
  return stopRankOf(incoming[M.flags] ?? 0) > stopRankOf(words[start + M.flags] ?? 0)
}

function isLaterClosing(words: Uint32Array, start: number, incoming: Uint32Array, isFirst: boolean): boolean {
  const [known, given] = [readLong(words, start + M.stopAt), readLong(incoming, M.stopAt)]
  if (known !== given) return given > known
  const [ours, theirs] = [words[start + M.input] ?? 0, incoming[M.input] ?? 0]
  return ours !== theirs ? theirs > ours : isFirst
}

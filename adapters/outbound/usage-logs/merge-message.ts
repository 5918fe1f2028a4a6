import type { RowOrigin } from '../../../domain/usage/row.js'
import { flagsOf, isCopy, kindOf, MessageColumn, OWN_COLUMNS, stopRankOf } from './message-fields.js'
import type { Names } from './names.js'
import { readLong } from './table.js'

/**
 * Merges the message at `start` with another reading of the same request. Rows are written while the answer is being
 * streamed, so each count is the maximum. Time and origin come from the first row, the stop reason from the last row that
 * has one, so that the result does not depend on order or repetition. Returns true when the other reading is the first.
 */
export function mergeMessage(words: Uint32Array, start: number, incoming: Uint32Array, names: Names): boolean {
  const known = (field: number): number => words[start + field] ?? 0
  const given = (field: number): number => incoming[field] ?? 0
  const isFirst = beginsBefore(words, start, incoming, names)
  if (kindOf(known(MessageColumn.flags)) === 'closing') {
    const isLater = isLaterClosing(words, start, incoming, isFirst)
    if (isLater) for (const field of OWN_COLUMNS) words[start + field] = given(field)
    return isLater
  }
  const stopped = stopsAfter(words, start, incoming) ? given : known
  const first = isFirst ? given : known
  const flags = flagsOf(
    kindOf(first(MessageColumn.flags)),
    stopRankOf(stopped(MessageColumn.flags)),
    isCopy(first(MessageColumn.flags)),
  )
  const [stopHigh, stopLow] = [stopped(MessageColumn.stopAt), stopped(MessageColumn.stopAt + 1)]
  for (const field of [MessageColumn.at, MessageColumn.at + 1, MessageColumn.origin])
    words[start + field] = first(field)
  for (const field of COUNTS) words[start + field] = Math.max(known(field), given(field))
  words[start + MessageColumn.stopAt] = stopHigh
  words[start + MessageColumn.stopAt + 1] = stopLow
  words[start + MessageColumn.flags] = flags
  return isFirst
}

const COUNTS = [
  MessageColumn.input,
  MessageColumn.output,
  MessageColumn.cacheRead,
  MessageColumn.cacheWrite,
  MessageColumn.cacheWrite1h,
]

/** True when the incoming message precedes the stored one. */
function beginsBefore(words: Uint32Array, start: number, incoming: Uint32Array, names: Names): boolean {
  const [known, given] = [readLong(words, start + MessageColumn.at), readLong(incoming, MessageColumn.at)]
  if (known !== given) return given < known
  const one = {
    ...names.origin(words[start + MessageColumn.origin] ?? 0),
    isCopy: isCopy(words[start + MessageColumn.flags] ?? 0),
  }
  const other = {
    ...names.origin(incoming[MessageColumn.origin] ?? 0),
    isCopy: isCopy(incoming[MessageColumn.flags] ?? 0),
  }
  return compareOrigins(one, other) > 0
}

function stopsAfter(words: Uint32Array, start: number, incoming: Uint32Array): boolean {
  const [known, given] = [readLong(words, start + MessageColumn.stopAt), readLong(incoming, MessageColumn.stopAt)]
  if (known !== given) return given > known
  return stopRankOf(incoming[MessageColumn.flags] ?? 0) > stopRankOf(words[start + MessageColumn.flags] ?? 0)
}

function isLaterClosing(words: Uint32Array, start: number, incoming: Uint32Array, isFirst: boolean): boolean {
  const [known, given] = [readLong(words, start + MessageColumn.stopAt), readLong(incoming, MessageColumn.stopAt)]
  if (known !== given) return given > known
  const [ours, theirs] = [words[start + MessageColumn.input] ?? 0, incoming[MessageColumn.input] ?? 0]
  return ours !== theirs ? theirs > ours : isFirst
}

/** Order of origins for rows of the same time: originals before copies. The rest only makes the order total. */
export function compareOrigins(one: RowOrigin, other: RowOrigin): number {
  if (one.isCopy !== other.isCopy) return one.isCopy ? 1 : -1
  return (
    compareTexts(one.session, other.session) ||
    compareTexts(one.directory ?? '', other.directory ?? '') ||
    compareTexts(one.model, other.model) ||
    compareTexts(one.variant, other.variant) ||
    compareTexts(one.agent, other.agent)
  )
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

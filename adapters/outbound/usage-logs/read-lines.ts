import { readSync } from 'node:fs'
import { trimLine } from './trim-line.js'

/** A line that came, between two places of `bytes`, which are good until the next. */
export type OnLine = (bytes: Buffer, start: number, end: number) => void

export interface LinesRead {
  /** Offset of the first incomplete line; the file size when there is none. */
  readonly offset: number
  /** Bytes of that line that are known to hold no line break. */
  readonly pending: number
  /** True when a line was too long to be parsed. */
  readonly isGivenUp: boolean
}

export interface LineSource {
  readonly file: number
  readonly offset: number
  readonly pending: number
  /** A line that ends. */
  readonly onLine: OnLine
  /** The last one, which does not, or not yet. */
  readonly onRest: OnLine
}

/** Bytes that are read at once. */
const CHUNK_BYTES = 1_048_576
/** A longer line is not held as a whole. */
const MOST_LINE_BYTES = 4_194_304
const NEWLINE = 0x0a

/** Reads lines with one buffer, which grows up to the longest line that is held. */
export function lineReader(): (source: LineSource) => LinesRead {
  let buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  const growTo = (bytes: number): void => {
    const larger = Buffer.allocUnsafeSlow(bytes)
    buffer.copy(larger)
    buffer = larger
  }

  return ({ file, offset, pending, onLine, onRest }) => {
    if (pending > 0) {
      const { hasEnd, until } = searchEnd(file, offset + pending, buffer)
      if (!hasEnd) return { offset, pending: until - offset, isGivenUp: false }
    }
    let [base, filled, isGivenUp] = [offset, 0, false]
    for (;;) {
      const read = readSync(file, buffer, filled, buffer.length - filled, base + filled)
      if (read === 0) break
      const searched = filled
      filled += read
      const view = filled === buffer.length ? buffer : buffer.subarray(0, filled)
      let start = 0
      for (let end = view.indexOf(NEWLINE, searched); end !== -1; end = view.indexOf(NEWLINE, start)) {
        onLine(view, start, end)
        start = end + 1
      }
      buffer.copyWithin(0, start, filled)
      base += start
      filled -= start
      if (filled < buffer.length) continue
      if (buffer.length < MOST_LINE_BYTES) growTo(MOST_LINE_BYTES)
      else {
        const long = readLong(file, base, buffer, (isWhole) => (isWhole ? onLine : onRest))
        isGivenUp ||= long.isGivenUp
        if (long.end === null) return { offset: base, pending: long.length, isGivenUp }
        base = long.end
        filled = 0
      }
    }
    if (filled > 0) onRest(buffer, 0, filled)
    if (buffer.length > CHUNK_BYTES) buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    return { offset: base, pending: 0, isGivenUp }
  }
}

/** Reads a line that begins at `from` in pieces. */
function readLong(
  file: number,
  from: number,
  buffer: Buffer,
  tell: (isWhole: boolean) => OnLine,
): { readonly end: number | null; readonly length: number; readonly isGivenUp: boolean } {
  const trimmed = trimLine()
  let at = from
  let end: number | null = null
  while (end === null) {
    const read = readSync(file, buffer, 0, buffer.length, at)
    if (read === 0) break
    const view = buffer.subarray(0, read)
    const newline = view.indexOf(NEWLINE)
    trimmed.take(newline === -1 ? view : view.subarray(0, newline))
    if (newline !== -1) end = at + newline + 1
    at += read
  }
  const line = trimmed.line()
  if (line !== null) tell(end !== null)(line, 0, line.length)
  return { end, length: at - from, isGivenUp: line === null }
}

function searchEnd(file: number, from: number, buffer: Buffer): { readonly hasEnd: boolean; readonly until: number } {
  for (let at = from; ;) {
    const read = readSync(file, buffer, 0, buffer.length, at)
    if (read === 0) return { hasEnd: false, until: at }
    if (buffer.subarray(0, read).includes(NEWLINE)) return { hasEnd: true, until: at }
    at += read
  }
}

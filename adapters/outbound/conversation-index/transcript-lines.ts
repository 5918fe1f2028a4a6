import { readSync } from 'node:fs'

/** Whole lines of a part of a file, and the byte behind them. */
export interface Lines {
  readonly lines: ReadonlyArray<{ readonly text: string; readonly start: number }>
  readonly end: number
}

/** Bytes that are read at once. */
const PART_BYTES = 524_288
/** A longer line is skipped. */
const MAX_LINE_BYTES = 4_194_304
const LINE_FEED = 0x0a

/**
 * Lines of a part of a file from an offset on. An incomplete last line is left for later, one that is too long is skipped in pieces;
 * its last piece is a line that is no JSON. `end` is the offset when there is nothing to read.
 */
export function readLines(file: number, offset: number): Lines {
  for (let length = PART_BYTES; ; length *= 2) {
    const buffer = Buffer.allocUnsafe(length)
    const bytesRead = readSync(file, buffer, 0, length, offset)
    const read = buffer.subarray(0, bytesRead)
    const end = read.lastIndexOf(LINE_FEED) + 1
    if (end > 0) return { lines: split(read.subarray(0, end), offset), end: offset + end }
    if (bytesRead < length) return { lines: [], end: offset }
    if (length >= MAX_LINE_BYTES) return { lines: [], end: offset + bytesRead }
  }
}

function split(bytes: Buffer, offset: number): Lines['lines'] {
  const lines: { readonly text: string; readonly start: number }[] = []
  let from = 0
  for (let to = bytes.indexOf(LINE_FEED); to !== -1; to = bytes.indexOf(LINE_FEED, from)) {
    if (to > from) lines.push({ text: bytes.toString('utf8', from, to), start: offset + from })
    from = to + 1
  }
  return lines
}

/** Line that starts at a byte; `null` when it does not end, is too long, or does not begin there. */
export function readLineAt(file: number, start: number): string | null {
  const before = start === 0 ? null : Buffer.allocUnsafe(1)
  if (before !== null && (readSync(file, before, 0, 1, start - 1) !== 1 || before[0] !== LINE_FEED)) return null
  for (let length = PART_BYTES / 32; ; length *= 4) {
    const buffer = Buffer.allocUnsafe(length)
    const read = buffer.subarray(0, readSync(file, buffer, 0, length, start))
    const end = read.indexOf(LINE_FEED)
    if (end !== -1) return read.toString('utf8', 0, end)
    if (read.length < length || length > MAX_LINE_BYTES) return null
  }
}

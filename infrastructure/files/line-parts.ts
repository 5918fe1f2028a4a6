import { open } from 'node:fs/promises'

/** Whole lines of a part of a file, in their order, and where the part starts and ends. */
export interface LinePart {
  readonly lines: ReadonlyArray<{ readonly text: string; readonly start: number }>
  readonly start: number
  readonly end: number
}

/** Part of a file that is read. */
export interface PartOptions {
  /** Flags of `open(2)`. */
  readonly flags: number
  /** Bytes that are read unless a line is longer. */
  readonly bytes: number
  /** Bytes of the longest line that is held; the pieces of a longer one are left out. */
  readonly maxLine: number
}

const LINE_FEED = 0x0a

/**
 * Lines that end before a position, or before the end of the file for `null`. A position beyond the end is the end. What comes after
 * the last line feed before it is left out. Rejects with Node's own error.
 */
export async function linesBefore(file: string, position: number | null, options: PartOptions): Promise<LinePart> {
  const { flags, bytes, maxLine } = options
  const handle = await open(file, flags)
  try {
    const { size } = await handle.stat()
    const stop = Math.min(position ?? size, size)
    for (let length = bytes; ; length *= 2) {
      const from = Math.max(stop - length, 0)
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(stop - from), 0, stop - from, from)
      const read = buffer.subarray(0, bytesRead)
      // The first line of a part may begin before it.
      const first = from === 0 ? 0 : read.indexOf(LINE_FEED) + 1
      const end = read.lastIndexOf(LINE_FEED) + 1
      if (end > first || from === 0) return { lines: linesIn(read, first, from), start: from + first, end: from + end }
      if (length > maxLine) return { lines: [], start: from, end: stop }
    }
  } finally {
    await handle.close()
  }
}

/** Lines from a position on. A position beyond the end is the end. Rejects with Node's own error. */
export async function linesAfter(file: string, position: number, options: PartOptions): Promise<LinePart> {
  const { flags, bytes, maxLine } = options
  const handle = await open(file, flags)
  try {
    const { size } = await handle.stat()
    const start = Math.min(position, size)
    for (let length = bytes; ; length *= 2) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, start)
      const read = buffer.subarray(0, bytesRead)
      const end = read.lastIndexOf(LINE_FEED) + 1
      if (end > 0 || bytesRead < length) return { lines: linesIn(read, 0, start), start, end: start + end }
      if (length > maxLine) return { lines: [], start, end: start + bytesRead }
    }
  } finally {
    await handle.close()
  }
}

function linesIn(bytes: Buffer, first: number, offset: number): LinePart['lines'] {
  const lines: { readonly text: string; readonly start: number }[] = []
  let from = first
  for (let to = bytes.indexOf(LINE_FEED, from); to !== -1; to = bytes.indexOf(LINE_FEED, from)) {
    lines.push({ text: bytes.toString('utf8', from, to), start: offset + from })
    from = to + 1
  }
  return lines
}

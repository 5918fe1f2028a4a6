const [QUOTE, BACKSLASH] = [0x22, 0x5c]

/** Bytes that remain of each string: more than an id, a path or a name has. */
const KEPT_BYTES = 8_192
/** Bytes of the longest escape, which is kept or dropped as a whole. */
const ESCAPE_BYTES = 6
/** Maximum size of the shortened line. A longer one is given up. */
const MOST_BYTES = 4_194_304

/** A line that is too long to be held, with its long texts cut off: the same JSON otherwise. */
export interface TrimmedLine {
  readonly take: (bytes: Buffer) => void
  /** `null` when even so it is too long. */
  readonly line: () => Buffer | null
}

export function trimLine(): TrimmedLine {
  const kept = Buffer.allocUnsafe(MOST_BYTES)
  let length = 0
  let isInText = false
  let isEscaped = false
  let isCut = false
  let textBytes = 0
  let isTooLong = false

  /** Offset at which the dropped text ends; the length of `bytes` when it continues. */
  const skipText = (bytes: Buffer, from: number): number => {
    for (let at = from; ;) {
      const quote = bytes.indexOf(QUOTE, at)
      const end = quote === -1 ? bytes.length : quote
      let slashes = 0
      while (end - slashes > at && bytes[end - slashes - 1] === BACKSLASH) slashes += 1
      const before = end - slashes === at && isEscaped ? 1 : 0
      const isQuoted = (slashes + before) % 2 === 1
      isEscaped = quote === -1 && isQuoted
      if (quote === -1 || !isQuoted) return end
      at = quote + 1
    }
  }

  return {
    take: (bytes) => {
      for (let at = 0; at < bytes.length && !isTooLong; at++) {
        if (isInText && isCut) at = skipText(bytes, at)
        if (at === bytes.length) break
        const byte = bytes[at] ?? 0
        if (isInText) {
          textBytes += 1
          const isEnd = byte === QUOTE && !isEscaped
          const beginsEscape = byte === BACKSLASH && !isEscaped
          isEscaped = beginsEscape
          isCut ||= textBytes > KEPT_BYTES || (beginsEscape && textBytes > KEPT_BYTES - ESCAPE_BYTES)
          if (isEnd) isInText = false
          else if (isCut) continue
        } else if (byte === QUOTE) {
          isInText = true
          isCut = false
          textBytes = 0
        }
        kept[length] = byte
        length += 1
        isTooLong = length === MOST_BYTES
      }
    },
    line: () => (isTooLong ? null : kept.subarray(0, length)),
  }
}

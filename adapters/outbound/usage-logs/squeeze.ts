const [QUOTE, BACKSLASH] = [0x22, 0x5c]

/** Of each text between quotes so much is kept: more than an id, a path or a name has. */
const KEPT_BYTES = 8_192
/** Of the longest escape, which is kept whole or not at all. */
const ESCAPE_BYTES = 6
/** Of the line so much is kept; one that has more beside its long texts is given up. */
const MOST_BYTES = 4_194_304

/** A line that is too long to be held, with its long texts cut off: the same JSON otherwise. */
export interface Squeeze {
  readonly take: (bytes: Buffer) => void
  /** `null` when even so it is too long. */
  readonly line: () => Buffer | null
}

export function squeeze(): Squeeze {
  const kept = Buffer.allocUnsafe(MOST_BYTES)
  let length = 0
  let isInText = false
  let isEscaped = false
  let isCut = false
  let textBytes = 0
  let isTooLong = false

  return {
    take: (bytes) => {
      for (let at = 0; at < bytes.length && !isTooLong; at++) {
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

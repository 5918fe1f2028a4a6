import { isUtf8 } from 'node:buffer'

/** A byte that is no UTF-8 stands as the lone surrogate of this number plus its value, which no text of UTF-8 can have. */
const ESCAPE = 0xdc00

/** Text of any bytes, from which `losslessBytes` makes the same bytes again. A byte order mark stays in it. */
export function losslessText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      parts.push(bytes.toString('utf8', from, at), String.fromCharCode(ESCAPE + (bytes[at] ?? 0)))
      from = at + 1
    }
    at += Math.max(length, 1)
  }
  return [...parts, bytes.toString('utf8', from)].join('')
}

/** How many bytes the character at `at` has; 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** The bytes of a text; those that were none of UTF-8 are themselves again. */
export function losslessBytes(text: string): Buffer {
  if (!/[\uDC80-\uDCFF]/u.test(text)) return Buffer.from(text, 'utf8')
  const parts = text.split(/([\uDC80-\uDCFF])/u)
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part, 'utf8') : Buffer.of(part.charCodeAt(0) - ESCAPE))),
  )
}

import { isUtf8 } from 'node:buffer'

/** Base of the lone surrogates that represent invalid bytes; valid UTF-8 cannot contain them. */
const ESCAPE = 0xdc00

/** Text of any bytes, from which `losslessBytes` restores the same bytes. A byte order mark is kept. */
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

/** Number of bytes of the character at `at`; 0 for an invalid byte. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** Bytes of a text from `losslessText`, including invalid ones. */
export function losslessBytes(text: string): Buffer {
  if (!/[\uDC80-\uDCFF]/u.test(text)) return Buffer.from(text, 'utf8')
  const parts = text.split(/([\uDC80-\uDCFF])/u)
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part, 'utf8') : Buffer.of(part.charCodeAt(0) - ESCAPE))),
  )
}

/** Decodes UTF-8; throws for invalid bytes instead of replacing them by U+FFFD. A byte order mark is kept. */
export const strictText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

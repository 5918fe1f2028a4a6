import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sha256 } from '../secrets/secrets.js'

/** First member of a JSON object, on separate lines; covers everything that follows its line feed. */
const HEAD = '{\n  "checksum": "sha256-'
const TAIL = '",\n'
const HEX = /^[0-9a-f]{64}$/
const DIGITS = 64
const BODY_AT = HEAD.length + DIGITS + TAIL.length

/** Adds the checksum to an indented JSON object of at least one member. */
export const withChecksum = (text: string): string => {
  const body = text.slice('{\n'.length)
  return `${HEAD}${sha256(body)}${TAIL}${body}`
}

/** As `withChecksum` for a text in pieces. The event loop gets a turn after each. */
export async function piecesWithChecksum(pieces: Iterable<string>): Promise<ReadonlyArray<string>> {
  const hash = createHash('sha256')
  const body: string[] = []
  for (const piece of pieces) {
    const part = body.length === 0 ? piece.slice('{\n'.length) : piece
    hash.update(part)
    body.push(part)
    await setImmediate()
  }
  return [`${HEAD}${hash.digest('hex')}${TAIL}`, ...body]
}

/**
 * Compares a text with its checksum. `none` for a text that was written without one: by an older version, or by a person
 * who removed that line. A checksum further down belongs to an older version that kept it as a member unknown to it.
 */
export function checksumOf(text: string): 'right' | 'wrong' | 'none' {
  const isExact = text.startsWith(HEAD)
  if (!isExact) return resemblesHead(text) ? 'wrong' : 'none'
  const digits = text.slice(HEAD.length, HEAD.length + DIGITS)
  const isFramed = HEX.test(digits) && text.startsWith(TAIL, HEAD.length + DIGITS)
  return isFramed && sha256(text.slice(BODY_AT)) === digits ? 'right' : 'wrong'
}

/** True for a damaged line, as opposed to a missing one: at least half of its bytes are in their places. */
function resemblesHead(text: string): boolean {
  const [bytes, head] = [Buffer.from(text.slice(0, HEAD.length)), Buffer.from(HEAD)]
  return head.filter((byte, at) => bytes[at] === byte).length * 2 >= head.length
}

import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

const TOKEN_BYTES = 32

/** New secret: 256 random bits as 64 hexadecimal digits. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('hex')

/** SHA-256 of a text's UTF-8 bytes in hexadecimal. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** Length to which both sides are padded. A longer secret uses its own length. */
const FIELD_BYTES = 512

/**
 * Comparison with a fixed secret in constant time, independent of the secret and its length. A hash would cost more
 * than the rest of the gate, which every request passes.
 */
export function secretMatcher(secret: string): (offered: string) => boolean {
  const length = Buffer.byteLength(secret)
  const expected = Buffer.alloc(Math.max(FIELD_BYTES, length))
  expected.write(secret)
  const field = Buffer.alloc(expected.length)
  return (offered) => {
    field.fill(0)
    field.write(offered)
    return timingSafeEqual(field, expected) && Buffer.byteLength(offered) === length
  }
}

import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

const TOKEN_BYTES = 32

/** A new secret: 256 random bits as 64 hexadecimal digits. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('hex')

/** SHA-256 of a text's UTF-8, in hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')

/** Both sides are padded to it; a longer secret has a field of its own size, and nobody makes one by chance. */
const FIELD_BYTES = 512

/**
 * Compares with one secret again and again; how long it takes tells nothing about the secret, its length included. Not by
 * its hash: that would cost more than all else at the gate, and every request passes there.
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

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const TOKEN_BYTES = 32

/** A new secret: 256 random bits as 64 hexadecimal digits. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('hex')

/** SHA-256 of a text's UTF-8, in hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares with one secret again and again; how long it takes tells nothing about the secret, its length included. */
export function secretMatcher(secret: string): (offered: string) => boolean {
  const expected = digest(secret)
  return (offered) => timingSafeEqual(digest(offered), expected)
}

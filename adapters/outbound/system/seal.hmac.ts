import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Seal } from '../../../application/preview/seal.port.js'

const KEY_BYTES = 32
/** A page loads a thousand files with one ticket. More devices than look at previews at once. */
const MAX_OPENED = 64

/** HMAC-SHA-256 with a random key that exists only in this process. RFC 2104. */
export function hmacSeal(): Seal {
  const key = randomBytes(KEY_BYTES)
  const opened = new Map<string, string>()
  const mac = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  return {
    close: (text) => `${Buffer.from(text).toString('base64url')}.${mac(text).toString('base64url')}`,
    open: (sealed) => {
      // Found by a hash with a random seed: how long that takes tells nothing of the texts in it.
      const known = opened.get(sealed)
      if (known !== undefined) return known
      const [text, given, ...rest] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
      if (text === undefined || given === undefined || rest.length > 0) return null
      const expected = mac(text.toString())
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      if (opened.size >= MAX_OPENED) opened.clear()
      opened.set(sealed, text.toString())
      return text.toString()
    },
  }
}

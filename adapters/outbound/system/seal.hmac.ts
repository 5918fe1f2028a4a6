import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Seal } from '../../../application/preview/seal.port.js'

const KEY_BYTES = 32

/** HMAC-SHA-256 with a key that nobody sees and that dies with the process. RFC 2104. */
export function hmacSeal(): Seal {
  const key = randomBytes(KEY_BYTES)
  const mac = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  return {
    close: (text) => `${Buffer.from(text).toString('base64url')}.${mac(text).toString('base64url')}`,
    open: (sealed) => {
      const [text, given, ...rest] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
      if (text === undefined || given === undefined || rest.length > 0) return null
      const expected = mac(text.toString())
      return given.length === expected.length && timingSafeEqual(given, expected) ? text.toString() : null
    },
  }
}

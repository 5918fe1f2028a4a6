import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const tags = new WeakMap<Buffer, string>()

/** Strong entity tag of a body, by its content. Computed once for each buffer; buffers of answers do not change. */
export function entityTagOf(body: Buffer | string): string {
  if (typeof body === 'string') return hashed(body)
  const known = tags.get(body)
  if (known !== undefined) return known
  const tag = hashed(body)
  tags.set(body, tag)
  return tag
}

const hashed = (body: Buffer | string): string => `"${createHash('sha1').update(body).digest('base64url')}"`

/** True when `If-None-Match` names the tag. Compares weakly, as RFC 9110, section 13.1.2, asks for. */
export function isKnownTag({ headers }: IncomingMessage, tag: string): boolean {
  const given = headers['if-none-match']
  if (given === undefined) return false
  return given.trim() === '*' || given.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}

import { JSON_TYPE, type Reply } from './reply.js'
import type { AppContext } from './state.js'

/** Sends a reply; of one with content only the head is set, see `sendWhole`. */
export function send(ctx: AppContext, { status, headers, json, bytes, fault, content }: Reply): void {
  const { res } = ctx
  res.statusCode = status
  if (fault !== undefined) ctx.fault = fault
  for (const name in headers) res.setHeader(name, headers[name] ?? '')
  if (content !== undefined) return
  if (json === undefined && bytes === undefined) {
    res.end()
    return
  }
  const body = bytes ?? written(json)
  if (!res.hasHeader('Content-Type')) res.setHeader('Content-Type', JSON_TYPE)
  res.setHeader('Content-Length', Buffer.byteLength(body))
  res.end(body)
}

/** Node writes a short text with the head, in one piece; bytes in a piece of their own, which costs a hook a quarter more. */
const SHORT_TEXT = 4 * 1024

const known = new WeakMap<object, Buffer>()

/** The same object again, as a list that did not change since it was last asked for, is not written out again. */
function written(json: unknown): string | Buffer {
  const isObject = typeof json === 'object' && json !== null
  const before = isObject ? known.get(json) : undefined
  if (before !== undefined) return before
  const text = JSON.stringify(json)
  if (text.length <= SHORT_TEXT) return text
  const bytes = Buffer.from(text)
  if (isObject) known.set(json, bytes)
  return bytes
}

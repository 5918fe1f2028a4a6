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

function written(json: unknown): string | Buffer {
  const text = JSON.stringify(json)
  return text.length <= SHORT_TEXT ? text : Buffer.from(text)
}

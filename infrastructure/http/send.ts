import { entityTagOf, isKnownTag } from './entity-tag.js'
import { JSON_TYPE, type Reply } from './reply.js'
import type { AppContext } from './state.js'

/** Sends a reply; of one with content or a stream only the head is set, see `sendWhole`. */
export function send(
  ctx: AppContext,
  { status, headers, json, bytes, fault, content, stream, isTagged = false }: Reply,
): void {
  const { req, res } = ctx
  res.statusCode = status
  if (fault !== undefined) ctx.fault = fault
  for (const name in headers) res.setHeader(name, headers[name] ?? '')
  const body = content === undefined && json !== undefined ? written(json) : bytes
  const tag = !isTagged ? undefined : body === undefined ? content?.tag : entityTagOf(body)
  if (tag !== undefined) res.setHeader('ETag', tag)
  if (tag !== undefined && isKnownTag(req, tag)) {
    res.statusCode = NOT_MODIFIED
    res.end()
    return
  }
  if (content !== undefined || stream !== undefined) return
  if (body === undefined) {
    res.end()
    return
  }
  if (!res.hasHeader('Content-Type')) res.setHeader('Content-Type', JSON_TYPE)
  res.setHeader('Content-Length', Buffer.byteLength(body))
  res.end(body)
}

const NOT_MODIFIED = 304

/** Node writes a short text with the head, in one piece; bytes in a piece of their own, which costs a hook a quarter more. */
const SHORT_TEXT = 4 * 1024

function written(json: unknown): string | Buffer {
  const text = JSON.stringify(json)
  return text.length <= SHORT_TEXT ? text : Buffer.from(text)
}

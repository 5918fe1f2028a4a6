import { entityTagOf, isKnownTag } from './entity-tag.js'
import { JSON_TYPE, type Reply } from './reply.js'
import type { AppContext } from './state.js'

/** Sends a reply; of one with content or a stream only the head is set, see `sendWhole`. */
export function send(ctx: AppContext, reply: Reply): void {
  const body = setHead(ctx, reply)
  if (body !== null) end(ctx, body)
}

/** Sets status and headers. Returns the body to end the answer with, `undefined` for none; `null` when content or a stream follows. */
export function setHead(
  ctx: AppContext,
  { status, headers, json, bytes, fault, content, stream, isTagged = false }: Reply,
): Body | null {
  const { req, res } = ctx
  res.statusCode = status
  if (fault !== undefined) ctx.fault = fault
  for (const name in headers) res.setHeader(name, headers[name] ?? '')
  const body = content === undefined && json !== undefined ? written(json) : bytes
  const tag = !isTagged ? undefined : body === undefined ? content?.tag : entityTagOf(body)
  if (tag !== undefined) res.setHeader('ETag', tag)
  if (tag !== undefined && isKnownTag(req, tag)) {
    res.statusCode = NOT_MODIFIED
    return undefined
  }
  if (content !== undefined || stream !== undefined) return null
  if (body !== undefined && !res.hasHeader('Content-Type')) res.setHeader('Content-Type', JSON_TYPE)
  return body
}

/** Body of an answer; `undefined` for an answer without one. */
export type Body = string | Buffer | undefined

export function end({ res }: AppContext, body: Body): void {
  if (body === undefined) {
    res.end()
    return
  }
  res.setHeader('Content-Length', Buffer.byteLength(body))
  if (typeof body === 'string' || body.length > SHORT_BODY) res.end(body)
  else res.end(body.toString('latin1'), 'latin1')
}

const NOT_MODIFIED = 304

/**
 * Node writes a text with the head, in one piece, and bytes in a separate piece, which costs a short answer a quarter
 * more. Latin-1 has a character for each byte.
 */
const SHORT_BODY = 4 * 1024

function written(json: unknown): string | Buffer {
  const text = JSON.stringify(json)
  return text.length <= SHORT_BODY ? text : Buffer.from(text)
}

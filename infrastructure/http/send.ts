import type { Reply } from './reply.js'
import type { AppContext } from './state.js'

/** Puts a reply into the response; of one with content only the head, see `sendContent`. */
export function send(ctx: AppContext, { status, headers, json, jsonBytes: written, fault, content }: Reply): void {
  const { response, res } = ctx
  response.status = status
  if (fault !== undefined) ctx.state.fault = fault
  for (const name in headers) res.setHeader(name, headers[name] ?? '')
  if (content !== undefined) return
  if (json === undefined && written === undefined) {
    response.body = null
    response.status = status // which taking the body away has changed
    return
  }
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.body = written ?? jsonBytes(json)
}

const known = new WeakMap<object, Buffer>()

/** The same object again, as a list that did not change since it was last asked for, is not written out again. */
function jsonBytes(json: unknown): Buffer {
  if (typeof json !== 'object' || json === null) return Buffer.from(JSON.stringify(json))
  const before = known.get(json)
  if (before) return before
  const bytes = Buffer.from(JSON.stringify(json))
  known.set(json, bytes)
  return bytes
}

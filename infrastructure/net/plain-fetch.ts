import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'

/** Statuses whose answers have no body. */
const EMPTY = new Set([101, 204, 205, 304])

/**
 * `fetch` for texts, without any content coding; see `plainGet`. Redirects are answers like any other. Rejects when there is no
 * answer within the limit. `connect` opens the connections; those of the network when left out.
 */
export function plainFetch(timeoutMs: number, connect?: () => Duplex): typeof globalThis.fetch {
  return async (input, { method = 'GET', headers, body, signal } = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const limit = AbortSignal.timeout(timeoutMs)
    const outgoing = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...Object.fromEntries(new Headers(headers)), 'Accept-Encoding': 'identity' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(connect === undefined ? {} : { createConnection: connect }),
    })
    // One after the answer has begun is reported by the answer.
    outgoing.on('error', () => undefined)
    outgoing.end(typeof body === 'string' ? body : undefined)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
    return new Response(EMPTY.has(response.statusCode ?? 0) ? null : Buffer.concat(chunks), {
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: fieldsOf(response),
    })
  }
}

const fieldsOf = ({ headersDistinct }: IncomingMessage): Headers => {
  const fields = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) fields.append(name, value)
  return fields
}

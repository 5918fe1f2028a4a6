import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { guarded } from '../guard/guard.js'

/** Headers without those of the connection, which differ per hop. RFC 9110, section 7.6.1. */
export function withoutConnection(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': __, 'proxy-connection': ___, ...passed } = headers
  return passed
}

/** Forwards an answer unchanged; when it breaks off, the response is closed as well. */
export function passAnswer(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode = 502 } = answer
  const headers = withoutConnection(answer.headers)
  // Chunks for a client or status without chunked encoding would close the connection.
  if (headers['transfer-encoding'] !== undefined)
    if (response.req.httpVersion === '1.0' || statusCode === 204 || statusCode === 304)
      delete headers['transfer-encoding']
  response.writeHead(statusCode, answer.statusMessage, headers)
  answer.on(
    'close',
    guarded('proxied response', () => {
      if (!answer.complete) response.destroy()
    }),
  )
  answer.on(
    'error',
    guarded('proxied response', () => response.destroy()),
  )
  // Microtasks run after the parser has taken all that has arrived. A small file is complete by then and needs no pipe.
  const passBody = (): void => {
    if (answer.complete) response.end(answer.read() ?? undefined)
    else answer.pipe(response)
  }
  queueMicrotask(guarded('proxied response', passBody, () => response.destroy()))
}

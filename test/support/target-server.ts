import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificate } from './certificate.js'

/** Request as it came in. */
export interface ReceivedRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly bytes: Buffer
}

/** Server on this machine that keeps the requests that come in: a webhook, ntfy, a push service. */
export interface TargetServer {
  /** `http://127.0.0.1:1234`, or https with the name `localhost`. */
  readonly url: string
  /** Certificate of a server with TLS. */
  readonly ca: string | undefined
  readonly received: ReadonlyArray<ReceivedRequest>
  /** Answer of later requests; `204` at first. */
  readonly answerWith: (answer: (response: ServerResponse) => void) => void
  readonly close: () => Promise<void>
}

export async function targetServer({ tls = false } = {}): Promise<TargetServer> {
  const received: ReceivedRequest[] = []
  let answer = (response: ServerResponse): void => void response.writeHead(204).end()
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const bytes = Buffer.concat(chunks)
      received.push({ method, url, headers, body: bytes.toString(), bytes })
      answer(response)
    })
  }
  const pair = tls ? await certificate() : null
  const server = pair === null ? createServer(listener) : createTlsServer(pair, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: pair === null ? `http://127.0.0.1:${String(port)}` : `https://localhost:${String(port)}`,
    ca: pair?.cert,
    received,
    answerWith: (next) => {
      answer = next
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

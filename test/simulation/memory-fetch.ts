import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { duplexPair, type Duplex } from 'node:stream'
import { guarded } from '../../infrastructure/guard/guard.js'
import type { Hub } from '../../composition/hub/create-hub.js'

/** HTTP with a hub in this process: no port, no kernel, and nothing that waits for the machine's time. */
export interface MemoryServer {
  /** Sends a request to the hub. */
  readonly fetch: typeof globalThis.fetch
  /** Cuts every connection, as the end of the process does. */
  readonly cut: () => void
}

/** Serves a hub over connections in memory. */
export function memoryServer(hub: Hub): MemoryServer {
  const server = createServer(guarded('request in memory', hub.handler)).on('upgrade', guarded('upgrade', hub.upgrade))
  const open = new Set<Duplex>()
  const connect = (): Duplex => {
    const [client, side] = duplexPair()
    for (const end of [client, side]) {
      open.add(end)
      end.on(
        'close',
        guarded('connection in memory', () => void open.delete(end)),
      )
      end.on(
        'error',
        guarded('connection in memory', () => undefined),
      )
    }
    // A connection in memory has no address and no time limit.
    server.emit('connection', Object.assign(side, { remoteAddress: '127.0.0.1', setTimeout: () => side }))
    return client
  }
  return {
    fetch: (target, init = {}) =>
      new Promise((resolve, reject) => {
        const { pathname, search } = new URL(target instanceof Request ? target.url : target)
        const headers = { ...(init.headers as Record<string, string>), Host: '127.0.0.1', Connection: 'close' }
        const sent = httpRequest({
          method: init.method ?? 'GET',
          path: pathname + search,
          headers,

          createConnection: connect,
        })
        const answered = (response: IncomingMessage): void => {
          const chunks: Buffer[] = []
          response.on(
            'data',
            guarded('answer in memory', (chunk: Buffer) => chunks.push(chunk)),
          )
          response.on('error', guarded('answer in memory', reject))
          const end = guarded('answer in memory', () => resolve(responseOf(response, Buffer.concat(chunks))))
          response.on('end', end)
        }
        sent.on('error', guarded('request in memory', reject))
        sent.on('response', guarded('answer in memory', answered))
        sent.end(typeof init.body === 'string' ? init.body : undefined)
      }),
    cut: () => {
      for (const end of open) end.destroy()
    },
  }
}

const NO_CONTENT: ReadonlySet<number> = new Set([204, 205, 304])

function responseOf({ statusCode = 0, statusMessage = '', headers }: IncomingMessage, body: Buffer): Response {
  const single = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return new Response(NO_CONTENT.has(statusCode) ? null : new Uint8Array(body), {
    status: statusCode,
    statusText: statusMessage,
    headers: single,
  })
}

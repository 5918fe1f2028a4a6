import {
  createServer,
  STATUS_CODES,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
  type IncomingMessage,
} from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { guarded, type Guarded } from '../guard/guard.js'
import { alsoPlainFromHere } from './plain-from-here.js'
import { codeOf, JSON_TYPE } from './reply.js'
import type { TlsPair } from './tls-files.js'

/** How long a client may take. */
export interface HttpTimeouts {
  /** For the head of a request, and for the first byte on a new connection. Heads fit into one packet. */
  readonly headMs: number
  /** For a request with its whole body: 100 MiB at 3 Mbit/s. JSON bodies have their own, shorter limit. */
  readonly requestMs: number
  /** Between requests: longer than clients poll, so that they need not connect anew each time. */
  readonly idleMs: number
  /** How often the above are looked at. */
  readonly checkMs: number
}

const HTTP_TIMEOUTS: HttpTimeouts = { headMs: 15_000, requestMs: 300_000, idleMs: 75_000, checkMs: 5_000 }

/**
 * A server for `listener` that is not held up by who connects and says nothing. What is no HTTP gets an answer with the
 * same headers as everything else, unless one is on its way already.
 */
export function makeHttpServer(
  listener: RequestListener,
  headers: Readonly<Record<string, string>>,
  timeouts: HttpTimeouts = HTTP_TIMEOUTS,
): Server {
  const answers = newestAnswers()
  return refusingFaults(createServer(optionsOf(timeouts), answers.noting(listener)), headers, answers)
}

/**
 * The same over TLS; `setSecureContext` gives it another pair. Programs on this machine may go on speaking plain HTTP to
 * it: no certificate names a loopback address.
 */
export function makeHttpsServer(
  listener: RequestListener,
  headers: Readonly<Record<string, string>>,
  pair: TlsPair,
  timeouts: HttpTimeouts = HTTP_TIMEOUTS,
): TlsServer {
  const answers = newestAnswers()
  const options = { ...optionsOf(timeouts), ...pair, handshakeTimeout: timeouts.headMs }
  const server = refusingFaults(createTlsServer(options, answers.noting(listener)), headers, answers)
  alsoPlainFromHere(server, {
    timeoutMs: timeouts.headMs,
    refusal: refusal(400, headers, 'This port speaks TLS: use https://'),
  })
  return server
}

const optionsOf = (timeouts: HttpTimeouts): ServerOptions => ({
  headersTimeout: timeouts.headMs,
  requestTimeout: timeouts.requestMs,
  keepAliveTimeout: timeouts.idleMs,
  connectionsCheckingInterval: timeouts.checkMs,
})

/** Knows the newest answer of each connection. */
interface NewestAnswers {
  readonly noting: (listener: RequestListener) => Guarded<[request: IncomingMessage, response: ServerResponse]>
  /** One that has no socket yet waits for an older one to end: the client did not wait for that. */
  readonly isAnswering: (socket: Duplex) => boolean
}

function newestAnswers(): NewestAnswers {
  const answers = new WeakMap<Duplex, ServerResponse>()
  return {
    noting: (listener) =>
      guarded('http request', (request: IncomingMessage, response: ServerResponse) => {
        answers.set(request.socket, response)
        listener(request, response)
      }),
    isAnswering: (socket) => {
      const answer = answers.get(socket)
      return answer !== undefined && !answer.closed && (answer.headersSent || answer.socket === null)
    },
  }
}

function refusingFaults<S extends Server>(
  server: S,
  headers: Readonly<Record<string, string>>,
  { isAnswering }: NewestAnswers,
): S {
  server.on(
    'clientError',
    guarded('http connection', (error: NodeJS.ErrnoException, socket: Duplex) => {
      if (!socket.writable || isAnswering(socket) || NO_TALK.test(error.code ?? '')) {
        socket.destroy()
        return
      }
      socket.once(
        'finish',
        guarded('http connection', () => socket.destroy()),
      )
      socket.end(refusal(statusOf(error.code), headers))
    }),
  )
  return server
}

/** The connection is gone, or never agreed on TLS: nothing can be said on it. */
const NO_TALK = /^(ERR_SSL|ERR_TLS|ECONNRESET)/

/** node(http), `clientError`. */
function statusOf(code: string | undefined): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    default:
      return 400
  }
}

function refusal(status: number, headers: Readonly<Record<string, string>>, words?: string): string {
  const reason = STATUS_CODES[status] ?? ''
  const body = JSON.stringify({ error: words ?? reason, code: codeOf(status) })
  const lines = Object.entries({
    ...headers,
    'Cache-Control': 'no-store',
    'Content-Type': JSON_TYPE,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`
}

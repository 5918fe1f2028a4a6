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
import { acceptLoopbackPlainHttp } from './loopback-plain-http.js'
import { codeOf, JSON_TYPE } from './reply.js'
import type { TlsPair } from './tls-files.js'

/** Time limits for clients. */
export interface HttpTimeouts {
  /** Limit for the head of a request, and for the first byte on a new connection. Heads fit into one packet. */
  readonly headMs: number
  /** Limit for a request with its whole body: 100 MiB at 3 Mbit/s. JSON bodies have their own, shorter limit. */
  readonly requestMs: number
  /** Limit between requests: longer than the polling interval of clients, so that they can reuse connections. */
  readonly idleMs: number
  /** Interval at which the limits are checked. */
  readonly checkMs: number
}

const HTTP_TIMEOUTS: HttpTimeouts = { headMs: 15_000, requestMs: 300_000, idleMs: 75_000, checkMs: 5_000 }

/**
 * HTTP server with time limits for idle clients. Malformed requests are answered with the same headers as all others,
 * unless an answer has already begun.
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
 * HTTPS server; `setSecureContext` replaces the certificate. Programs on this machine may use plain HTTP on the same
 * port, because no certificate names a loopback address.
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
  acceptLoopbackPlainHttp(server, {
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

/** Newest answer of each connection. */
interface NewestAnswers {
  readonly noting: (listener: RequestListener) => Guarded<[request: IncomingMessage, response: ServerResponse]>
  /** Answer to the newest request; `undefined` before the first one. */
  readonly newestOn: (socket: Duplex) => ServerResponse | undefined
  /** True while an answer is being sent or waits for an older one: such a client has pipelined its requests. */
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
    newestOn: (socket) => answers.get(socket),
    isAnswering: (socket) => {
      const answer = answers.get(socket)
      return answer !== undefined && !answer.closed && (answer.headersSent || answer.socket === null)
    },
  }
}

function refusingFaults<S extends Server>(
  server: S,
  headers: Readonly<Record<string, string>>,
  { newestOn, isAnswering }: NewestAnswers,
): S {
  function refuse({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
    if (!socket.writable || isAnswering(socket) || NO_TALK.test(code)) {
      socket.destroy()
      return
    }
    socket.once(
      'finish',
      guarded('http connection', () => socket.destroy()),
    )
    socket.end(refusal(statusOf(code), headers))
  }

  server.on(
    'clientError',
    guarded('http connection', (error: NodeJS.ErrnoException, socket: Duplex) => {
      if (error.code !== TOO_SLOW) {
        refuse(error, socket)
        return
      }
      // The limits are checked before sockets are read: after a long turn of the event loop the request may be there already.
      const newest = newestOn(socket)
      const refuseUnread = (): void => {
        if (newestOn(socket) === newest) refuse(error, socket)
      }
      setImmediate(guarded('http connection', refuseUnread))
    }),
  )
  return server
}

/** Error of a time limit: node(http). */
const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT'

/** Errors after which nothing can be sent: the connection is closed, or the TLS handshake failed. */
const NO_TALK = /^(ERR_SSL|ERR_TLS|ECONNRESET)/

/** node(http), `clientError`. */
function statusOf(code: string): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
    case TOO_SLOW:
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

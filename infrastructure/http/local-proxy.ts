import {
  Agent,
  request as requestTo,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { Socket, type LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { errorCode } from '../files/disk.js'
import { guarded } from '../guard/guard.js'
import { joinSockets } from './join-sockets.js'
import { passAnswer, withoutConnection } from './pass-answer.js'

/** Destination of a proxied request and the handling of its answer. */
export interface ProxyTarget {
  /** Port on this machine, at either address of `localhost`. */
  readonly port: number
  /** Changes the headers of an answer before they are sent. */
  readonly rewrite: (headers: IncomingHttpHeaders) => void
  /**
   * Answers when the program does not: `refused` means no connection, `failed` a broken one. Nothing has been sent yet.
   */
  readonly fail: (why: 'refused' | 'failed') => void
}

/** Forwards requests to programs of this machine; bodies are streamed in both directions. */
export interface LocalProxy {
  readonly web: (request: IncomingMessage, response: ServerResponse, target: ProxyTarget) => void
  /** Forwards WebSockets; the stream of any other upgrade is destroyed. */
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer, target: ProxyTarget) => void
  /** Closes every upgraded socket; new requests are still forwarded. */
  readonly cutSockets: () => void
}

/**
 * Resolves `localhost` without a resolver, so that its answer cannot redirect. IPv4 first, as most servers listen
 * there.
 */
const lookup = guarded('proxy lookup', (...[_host, { all }, answer]: Parameters<LookupFunction>) => {
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  if (all === true) answer(null, addresses)
  else answer(null, '127.0.0.1', 4)
})

/** Maximum of open connections, enough for a page of a thousand modules; further requests wait. */
const MAX_SOCKETS = 128

export function localProxy(): LocalProxy {
  const kept = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS, lookup })
  const single = new Agent({ lookup })
  const sockets = new Set<Duplex>()

  const send = (request: IncomingMessage, port: number, headers: IncomingHttpHeaders, agent: Agent): ClientRequest =>
    requestTo({
      host: 'localhost',
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: { ...headers, host: `localhost:${String(port)}` },
    })

  const web = (request: IncomingMessage, response: ServerResponse, target: ProxyTarget, isRepeated: boolean): void => {
    const headers = withoutConnection(request.headers)
    const isChunked = headers['transfer-encoding'] !== undefined
    const hasBody = isChunked || headers['content-length'] !== undefined
    // A program that parses the length of a chunked body differently must not read a second request from the
    // connection.
    const outgoing = send(request, target.port, headers, isRepeated || isChunked ? single : kept)
    // A restarted program has closed the kept connections.
    const mayRepeat = !isRepeated && !hasBody && (request.method === 'GET' || request.method === 'HEAD')
    const drop = (): void => void response.destroy()

    outgoing.on(
      'response',
      guarded(
        'proxied response',
        (answer: IncomingMessage) => {
          target.rewrite(answer.headers)
          passAnswer(answer, response)
          answer.once(
            'end',
            guarded('proxied response', () => {
              if (outgoing.writableFinished) return
              // The program answered before reading the body; the client may still send the rest of it.
              request.unpipe(outgoing).resume()
              outgoing.destroy()
            }),
          )
        },
        drop,
      ),
    )
    outgoing.on(
      'error',
      guarded(
        'proxied request',
        (error: Error) => {
          if (response.destroyed) return
          if (response.headersSent) response.destroy()
          else if (errorCode(error) === 'ECONNREFUSED') target.fail('refused')
          else if (mayRepeat) web(request, response, target, true)
          else target.fail('failed')
        },
        drop,
      ),
    )
    response.once(
      'close',
      guarded('proxied request', () => {
        if (!response.writableFinished) outgoing.destroy()
      }),
    )
    if (hasBody) request.pipe(outgoing)
    else outgoing.end()
  }

  return {
    web: (request, response, target) => {
      web(request, response, target, false)
    },
    upgrade: (request, stream, head, target) => {
      const isWebSocket = request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket'
      if (!isWebSocket || !(stream instanceof Socket)) {
        stream.destroy() // node upgrades nothing else
        return
      }
      sockets.add(stream)
      stream.once(
        'close',
        guarded('proxied socket', () => sockets.delete(stream)),
      )
      if (head.length > 0) stream.unshift(head)
      const outgoing = send(request, target.port, request.headers, single)
      joinSockets(outgoing, { request, stream, rewrite: target.rewrite })
    },
    cutSockets: () => {
      for (const stream of sockets) stream.destroy()
    },
  }
}

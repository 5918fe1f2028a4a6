import { Agent, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Socket, type LookupFunction } from 'node:net'
import { Readable, type Duplex } from 'node:stream'
import type { ProxyServer } from 'httpxy'
import { errorCode } from '../files/disk.js'
import { detach, guarded } from '../guard/guard.js'

/** Where a request goes, and what becomes of the answer. */
export interface ProxyTarget {
  /** On this machine, at either address of `localhost`. */
  readonly port: number
  /** Changes the headers of an answer before they go out. */
  readonly rewrite: (headers: IncomingHttpHeaders) => void
  /** Answers for a program that does not: `refused` takes no connection, `failed` broke one off. Nothing is sent yet. */
  readonly fail: (why: 'refused' | 'failed') => void
}

/** Passes requests on to programs of this machine as they are, headers aside: bodies stream both ways. */
export interface LocalProxy {
  readonly web: (request: IncomingMessage, response: ServerResponse, target: ProxyTarget) => void
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer, target: ProxyTarget) => void
  /** Cuts off every socket that was upgraded; new requests are passed on as before. */
  readonly cutSockets: () => void
}

/** IPv4 first, as most servers listen there; no resolver is asked, so nothing can say that `localhost` is elsewhere. */
const lookup = guarded('proxy lookup', (...[_host, { all }, answer]: Parameters<LookupFunction>) => {
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  if (all === true) answer(null, addresses)
  else answer(null, '127.0.0.1', 4)
})

/** Enough for a page of a thousand modules; more wait for each other. */
const MAX_SOCKETS = 128

/** The library is loaded with the first request that needs it. */
export function localProxy(): LocalProxy {
  const kept = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS, lookup })
  const single = new Agent({ lookup })
  const targets = new WeakMap<IncomingMessage, ProxyTarget>()
  const repeated = new WeakSet<IncomingMessage>()
  const sockets = new Set<Duplex>()
  let loading: Promise<ProxyServer> | undefined

  const load = async (): Promise<ProxyServer> => {
    const { createProxyServer } = await import('httpxy')
    const proxy = createProxyServer({ changeOrigin: true })
    proxy.on(
      'proxyRes',
      guarded('proxied response', ({ headers }, request) => targets.get(request)?.rewrite(headers)),
    )
    proxy.on(
      'proxyReqWs',
      guarded('proxied socket', (outgoing, request) => {
        const rewrite = guarded('proxied socket', ({ headers }: IncomingMessage) => {
          targets.get(request)?.rewrite(headers)
        })
        outgoing.prependListener('upgrade', rewrite).prependListener('response', rewrite)
      }),
    )
    proxy.on(
      'error',
      guarded('proxy error', (error, request, response) => {
        if (request === undefined || response === undefined) return
        if (!('headersSent' in response) || response.headersSent) response.destroy()
        else if (errorCode(error) === 'ECONNREFUSED') targets.get(request)?.fail('refused')
        else if (mayRepeat(request)) repeat(proxy, request, response)
        else targets.get(request)?.fail('failed')
      }),
    )
    return proxy
  }
  /** A program that was started anew has dropped the connections we kept. */
  const mayRepeat = (request: IncomingMessage): boolean =>
    (request.method === 'GET' || request.method === 'HEAD') && !repeated.has(request)
  const repeat = (proxy: ProxyServer, request: IncomingMessage, response: ServerResponse): void => {
    const port = targets.get(request)?.port
    if (port === undefined) return
    repeated.add(request)
    const repeating = proxy.web(request, response, { target: at(port), agent: single, buffer: Readable.from([]) })
    detach('proxied request', repeating, () => response.destroy())
  }
  const ready = (): Promise<ProxyServer> => (loading ??= load())
  const at = (port: number) => ({ protocol: 'http:', host: 'localhost', port })

  return {
    web: (request, response, target) => {
      targets.set(request, target)
      const passing = ready().then(
        (proxy) => proxy.web(request, response, { target: at(target.port), agent: kept }),
        () => {
          target.fail('failed')
        },
      )
      detach('proxied request', passing, () => response.destroy())
    },
    upgrade: (request, stream, head, target) => {
      if (!(stream instanceof Socket)) {
        stream.destroy() // node upgrades nothing else
        return
      }
      targets.set(request, target)
      sockets.add(stream)
      stream.once(
        'close',
        guarded('proxied socket', () => sockets.delete(stream)),
      )
      const passing = ready().then(
        (proxy) => proxy.ws(request, stream, { target: at(target.port), agent: single }, head),
        () => stream.destroy(),
      )
      detach('proxied socket', passing, () => stream.destroy())
    },
    cutSockets: () => {
      for (const stream of sockets) stream.destroy()
    },
  }
}

import type { Server } from 'node:http'
import { guarded, reportFault } from '../infrastructure/guard/guard.js'
import type { RequestListener } from '../infrastructure/http/app.js'
import { makeHttpServer, makeHttpsServer } from '../infrastructure/http/http-server.js'
import type { TlsPair } from '../infrastructure/http/tls-files.js'

/** Key and certificate, which others may take the place of while the server runs. */
export interface ServerTls {
  readonly pair: TlsPair
  /** Hands over every later pair until the answer is called. */
  readonly follow: (use: (pair: TlsPair) => void) => () => void
}

/** Address to listen on. Port 0 takes a free one. */
interface Address {
  readonly host: string
  readonly port: number
}

/** A server that listens nowhere yet. */
export function serverOf(
  http: RequestListener,
  headers: Readonly<Record<string, string>>,
  tls: ServerTls | undefined,
): { readonly server: Server; readonly stopFollowing: () => void } {
  if (tls === undefined) return { server: makeHttpServer(http, headers), stopFollowing: () => undefined }
  const server = makeHttpsServer(http, headers, tls.pair)
  const stopFollowing = tls.follow((pair) => {
    server.setSecureContext(pair)
  })
  return { server, stopFollowing }
}

/** Settles once the server listens; rejects when the address cannot be had. */
export const listening = (server: Server, { host, port }: Address): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    const listens = guarded('http server', () => {
      // A connection that cannot be accepted, as without free descriptors: without a listener it would end the process.
      server.on(
        'error',
        guarded('http server', (error: Error) => reportFault('http server', error)),
      )
      server.off('error', reject)
      resolve()
    })
    server.listen({ host, port }, listens)
  })

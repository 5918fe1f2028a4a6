import type { Server } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { guarded, reportFault } from '../../infrastructure/guard/guard.js'
import { makeHttpServer, makeHttpsServer } from '../../infrastructure/http/http-server.js'
import type { TlsPair } from '../../infrastructure/http/tls-files.js'
import type { Hub } from './create-hub.js'

/** Key and certificate, which others may take the place of while the server runs. */
export interface ServerTls {
  /** Key and certificate to begin with. */
  readonly pair: TlsPair
  /** Hands over every later pair until the answer is called. */
  readonly follow: (use: (pair: TlsPair) => void) => () => void
}

/** Address of a server. */
export interface ListenOptions {
  /** Address to listen on; 127.0.0.1 when left out. */
  readonly host?: string
  /** Port to listen on; 0 takes a free one. */
  readonly port: number
  /** Speaks TLS with this pair; plain HTTP when left out. */
  readonly tls?: ServerTls
  /** Gives up the port just before the server takes it; nothing when left out. */
  readonly release?: () => Promise<void>
}

/** A hub that listens. */
export interface Listening {
  readonly address: AddressInfo
  /** Stops the hub and closes the server. Within 5 s. */
  readonly stop: () => Promise<void>
}

/** Starts a hub and a server for it. Rejects when the address cannot be had; the hub is stopped then. */
export async function listen(hub: Hub, options: ListenOptions): Promise<Listening> {
  const { host = '127.0.0.1', port, tls, release } = options
  const { server, stopFollowing } = serverOf(hub, tls)
  server.on('upgrade', guarded('upgrade', hub.upgrade))
  const stop = async (): Promise<void> => {
    const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined
    stopFollowing()
    await hub.stop()
    server.closeAllConnections()
    await closed
  }
  try {
    await hub.start()
    await release?.()
    await listening(server, host, port)
    return { address: server.address() as AddressInfo, stop }
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

/** A server that listens nowhere yet. */
function serverOf(
  { handler, headers }: Hub,
  tls: ServerTls | undefined,
): { readonly server: Server; readonly stopFollowing: () => void } {
  if (tls === undefined) return { server: makeHttpServer(handler, headers), stopFollowing: () => undefined }
  const server = makeHttpsServer(handler, headers, tls.pair)
  const stopFollowing = tls.follow((pair) => {
    server.setSecureContext(pair)
  })
  return { server, stopFollowing }
}

/**
 * Connections that may wait to be accepted; the system has its own limit (`net.core.somaxconn`). Those beyond wait for a second and more
 * until Linux tries them again, as when ten thousand calls of agents come at once.
 */
const BACKLOG = 16_384

/** Settles once the server listens; rejects when the address cannot be had. */
const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    const listens = guarded('http server', () => {
      reportErrors(server, 'http server')
      server.off('error', reject)
      resolve()
    })
    server.listen({ host, port, backlog: BACKLOG }, listens)
  })

/** Reports errors of a server that listens: a connection that cannot be accepted, as without free descriptors, would end the process. */
export function reportErrors(server: NetServer, part: string): void {
  server.on(
    'error',
    guarded(part, (error: Error) => reportFault(part, error)),
  )
}

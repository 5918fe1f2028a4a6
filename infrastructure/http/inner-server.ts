import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { duplexPair, type Duplex } from 'node:stream'
import { guarded } from '../guard/guard.js'

/** Listeners of requests and upgrades. */
export interface InnerListeners {
  readonly handler: RequestListener
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void
}

/** Server that accepts connections of this process alone. */
export interface InnerServer {
  /** Opens a connection, whose other end has the addresses of `peer` as its own. */
  readonly connect: (peer: IncomingMessage['socket']) => Duplex
  /** Ends all connections. */
  readonly close: () => void
}

const PART = 'connection within the process'

/** Passes requests and upgrades of this process to the same listeners as those of the network, without a port. */
export function innerServer({ handler, upgrade }: InnerListeners): InnerServer {
  const server = createServer(guarded(PART, handler)).on('upgrade', guarded(PART, upgrade))
  const open = new Set<Duplex>()
  return {
    connect: (peer) => {
      const [near, far] = duplexPair()
      const { remoteAddress, localAddress, localPort } = peer
      const addresses = { remoteAddress, localAddress, localPort, encrypted: 'encrypted' in peer }
      // node(net) sockets have it, and node(http) calls it after an answer that ends the connection.
      Object.assign(far, { ...addresses, destroySoon: guarded(PART, () => far.end()) })
      open.add(near)
      const closed = (): void => {
        open.delete(near)
        far.destroy()
      }
      far.on('error', () => undefined)
      near.once('close', guarded(PART, closed))
      server.emit('connection', far)
      return near
    },
    close: () => {
      for (const connection of open) connection.destroy()
    },
  }
}

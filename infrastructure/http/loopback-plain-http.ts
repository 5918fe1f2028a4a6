import type { Server } from 'node:https'
import type { Socket } from 'node:net'
import { guarded } from '../guard/guard.js'

export interface LoopbackPlainHttpOptions {
  /** Milliseconds until the first byte. */
  readonly timeoutMs: number
  /** Raw response to plain HTTP from other machines. */
  readonly refusal: string
  /** True for peers on this machine; replaceable in tests. */
  readonly isLoopback?: (socket: Socket) => boolean
}

/** First byte of every TLS connection. RFC 8446, section 5.1: content type `handshake`. */
const HANDSHAKE = 22

const PART = 'tls connection'

type Accept = (socket: Socket) => void

/** Lets a TLS server answer plain HTTP from this machine on the same port, distinguished by the first byte. */
export function acceptLoopbackPlainHttp(server: Server, options: LoopbackPlainHttpOptions): void {
  const { timeoutMs, refusal, isLoopback = isOnThisMachine } = options
  const acceptTls = server.listeners('connection') as Accept[]
  server.removeAllListeners('connection')

  const pass = (socket: Socket, first: Buffer): void => {
    socket.setTimeout(0)
    socket.unshift(first)
    if (first[0] === HANDSHAKE) {
      for (const accept of acceptTls) accept.call(server, socket)
    } else if (isLoopback(socket)) {
      // Event that https handles after a TLS handshake: node(tls), 'secureConnection'.
      server.emit('secureConnection', socket)
    } else {
      socket.once(
        'finish',
        guarded(PART, () => socket.destroy()),
      )
      socket.end(refusal)
    }
  }

  const accept = (socket: Socket): void => {
    const drop = guarded(PART, () => socket.destroy())
    socket.on('error', drop)
    socket.setTimeout(timeoutMs, drop)
    const read = (): void => {
      const first = socket.read() as Buffer | null
      socket.off('timeout', drop)
      if (first === null) drop()
      else pass(socket, first)
    }
    socket.once('readable', guarded(PART, read, drop))
  }
  server.on('connection', guarded(PART, accept))
}

const isOnThisMachine = ({ remoteAddress, localAddress }: Socket): boolean =>
  remoteAddress !== undefined && (remoteAddress === localAddress || /^(::1|(::ffff:)?127\.[\d.]+)$/.test(remoteAddress))

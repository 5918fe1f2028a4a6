import { guarded } from '../../../../infrastructure/guard/guard.js'
import type { Connection, StreamEnd } from './keep-open.js'

/** WebSocket, as far as it is used: those of browsers, of Node 22 and of `ws` are such sockets. */
export interface PlatformSocket {
  /** Form of binary frames; `arraybuffer` is set. */
  binaryType: string
  /** 1 while the connection is open. */
  readonly readyState: number
  readonly send: (text: string) => void
  /** Ends the connection with a close code. */
  readonly close: (code: number) => void
  /** Called when the connection is open. */
  onopen: ((event: never) => void) | null
  /** Called with each frame, whose content is in `data`. */
  onmessage: ((event: never) => void) | null
  /** Called when the connection fails; `onclose` follows. */
  onerror: ((event: never) => void) | null
  /** Called at the end, with its `code`. */
  onclose: ((event: never) => void) | null
  /** Reason of a connection that did not come about, where the platform gives one. */
  readonly failure?: () => StreamEnd | null
}

/** Sends a frame as JSON. */
export type SendFrame = (frame: object) => boolean

/** Opens a socket with these subprotocols. */
export type OpenSocket = (url: string, protocols: string[]) => PlatformSocket

/** One connection of a client. */
export interface SocketOptions {
  readonly url: string
  readonly token: string | null
  /** The platform's own WebSocket, when left out; Node 20 has none. */
  readonly openSocket?: OpenSocket
  /** `send` returns false when the socket is no longer open, and the frame is dropped. */
  readonly opened: (send: SendFrame) => void
  readonly received: (data: string | ArrayBuffer) => void
  readonly signal: AbortSignal
}

type SocketClass = new (url: string, protocols: string[]) => PlatformSocket

/** Value of `WebSocket.OPEN`. */
const OPEN = 1
/** Code of a socket that ended without a close frame. RFC 6455, section 7.1.5. */
const ABNORMAL = 1006
/** Code of an end that is meant. RFC 6455, section 7.4.1. */
const DONE = 1000
const PART = 'socket of a client'

const platformSocket: OpenSocket = (url, protocols) => {
  const { WebSocket: Socket } = globalThis as { readonly WebSocket?: SocketClass }
  if (Socket === undefined) throw new Error('this platform has no WebSocket: pass openSocket')
  return new Socket(url, protocols)
}

/** Opens a socket and resolves at its end. The token goes in a subprotocol, as browsers cannot set headers. */
export function openConnection(options: SocketOptions): Promise<Connection> {
  const { url, token, openSocket = platformSocket, opened, received, signal } = options
  return new Promise((resolve) => {
    let isOpened = false
    let isProven = false
    const socket = openSocket(url.replace(/^http/, 'ws'), token === null ? [] : [`bearer.${token}`])
    const finish = (end: StreamEnd): void => {
      signal.removeEventListener('abort', stop)
      resolve({ isProven, end })
    }
    const stop = guarded(PART, () => {
      socket.close(DONE)
      finish({ _tag: 'Stopped' })
    })
    const send: SendFrame = (frame) => {
      if (socket.readyState !== OPEN) return false
      socket.send(JSON.stringify(frame))
      return true
    }
    socket.binaryType = 'arraybuffer'
    socket.onopen = guarded(PART, () => {
      isOpened = true
      if (!signal.aborted) opened(send)
    })
    socket.onmessage = guarded(PART, ({ data }: { readonly data: string | ArrayBuffer }) => {
      isProven = true
      if (!signal.aborted) received(data)
    })
    // `close` follows; without a listener the socket of `ws` would throw.
    socket.onerror = () => undefined
    socket.onclose = guarded(PART, ({ code }: { readonly code: number }) => {
      const failure = isOpened ? null : (socket.failure?.() ?? unreachedBy(code))
      finish(failure ?? { _tag: 'Closed', code })
    })
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
}

const unreachedBy = (code: number): StreamEnd | null =>
  code === ABNORMAL ? { _tag: 'Unreachable', detail: 'no connection' } : null

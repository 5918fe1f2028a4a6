import {
  FORBIDDEN,
  frameReader,
  UNAUTHORIZED,
  type Channel,
  type ReceivedOn,
  type SentOn,
} from '../../../http/client/channels.js'
import { delayMs, EVENTS_BACK_OFF } from './back-off.js'

export interface LiveSocketOptions<C extends Channel> {
  readonly channel: C
  readonly url: string
  readonly token: string
  /** Called on each connection. Events before it are not replayed. */
  readonly open: () => void
  /** Called with each valid frame of the channel. Invalid frames are dropped. */
  readonly frame: (frame: SentOn<C>) => void
  readonly unauthorized: () => void
}

export interface LiveSocket<C extends Channel> {
  /** Sends a frame, or drops it while the socket is closed. */
  readonly say: (frame: ReceivedOn<C>) => void
  readonly close: () => void
}

/** Socket that reconnects until it is closed by the caller. */
export function openLiveSocket<C extends Channel>(options: LiveSocketOptions<C>): LiveSocket<C> {
  const { channel, url, token, open, frame, unauthorized } = options
  const read = frameReader(channel.sends)
  let socket: WebSocket | null = null
  let attempt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false

  function connect(): void {
    clearTimeout(retry)
    const opened = new WebSocket(url, [`bearer.${token}`])
    socket = opened
    opened.onopen = open
    opened.onmessage = ({ data }) => {
      attempt = 0
      const sent: unknown = typeof data === 'string' ? read(data) : null
      if (sent !== null) frame(sent as SentOn<C>)
    }
    opened.onclose = ({ code }) => {
      if (closed || socket !== opened) return
      socket = null
      if (code === UNAUTHORIZED) unauthorized()
      // A forbidden token stays forbidden, so the client does not reconnect.
      else if (code !== FORBIDDEN) later()
    }
  }

  function later(): void {
    retry = setTimeout(connect, delayMs(EVENTS_BACK_OFF, attempt, 0.5))
    attempt += 1
  }

  /** Skips the rest of the back-off when the network is back. */
  function now(): void {
    if (!closed && socket === null) connect()
  }

  window.addEventListener('online', now)
  connect()

  return {
    say: (said) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(said))
    },
    close: () => {
      closed = true
      clearTimeout(retry)
      window.removeEventListener('online', now)
      socket?.close()
    },
  }
}

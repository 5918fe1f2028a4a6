import { delayMs, EVENTS_BACK_OFF } from './back-off.js'

export interface LiveSocketOptions {
  readonly url: string
  readonly token: string
  /** It stands, again or for the first time: nothing is replayed of what happened in between. */
  readonly open: () => void
  /** A frame that is a JSON object. */
  readonly frame: (frame: object) => void
  readonly unauthorized: () => void
}

export interface LiveSocket {
  /** Says it now, or not at all when the socket is down. */
  readonly say: (frame: object) => void
  readonly close: () => void
}

const UNAUTHORIZED = 4001
/** This token may not listen: trying again changes nothing. */
const FORBIDDEN = 4003

/** A socket for the whole page, opened again until it is closed. */
export function openLiveSocket({ url, token, open, frame, unauthorized }: LiveSocketOptions): LiveSocket {
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
      const read = readFrame(data)
      if (read) frame(read)
    }
    opened.onclose = ({ code }) => {
      if (closed || socket !== opened) return
      socket = null
      if (code === UNAUTHORIZED) unauthorized()
      else if (code !== FORBIDDEN) later()
    }
  }

  function later(): void {
    retry = setTimeout(connect, delayMs(EVENTS_BACK_OFF, attempt, 0.5))
    attempt += 1
  }

  /** The network is back: no need to wait out a long back-off. */
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

function readFrame(data: unknown): object | null {
  if (typeof data !== 'string') return null
  try {
    const read: unknown = JSON.parse(data)
    return typeof read === 'object' ? read : null
  } catch {
    return null
  }
}

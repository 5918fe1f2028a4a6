import { delayMs, EVENTS_BACK_OFF } from '../logic/back-off.js'

/** What happens to sessions, as it happens. Types that this client does not know are left out. */
export type LiveEvent =
  | { readonly type: 'hello' }
  | { readonly type: 'session-started' | 'session-ended'; readonly name: string }
  | { readonly type: 'session-renamed'; readonly oldName: string; readonly newName: string }
  | { readonly type: 'session-attached'; readonly name: string; readonly attached: boolean }
  | { readonly type: 'session-attention'; readonly name: string; readonly activity: 'waiting' | 'idle' }
  | { readonly type: 'tool-approval-request' | 'tool-approval-resolved'; readonly id: string; readonly name: string }
  | {
      readonly type: 'session-activity'
      readonly name: string
      readonly activity: 'working' | 'waiting' | 'idle' | 'unknown'
      readonly at: number
    }

export interface Presence {
  readonly deviceId: string
  readonly session: string | null
  readonly visible: boolean
}

export interface LiveEvents {
  readonly tell: (presence: Presence) => void
  readonly close: () => void
}

export interface LiveEventsOptions {
  readonly url: string
  readonly token: string
  readonly event: (event: LiveEvent) => void
  readonly unauthorized: () => void
}

const UNAUTHORIZED = 4001
/** This token may not listen: trying again changes nothing. */
const FORBIDDEN = 4003
/** The hub forgets a presence after 60 s. */
const PRESENCE_EVERY_MS = 20_000

/** One socket for the whole page, opened again until it is closed. Nothing is replayed: read the list after `hello`. */
export function openLiveEvents({ url, token, event, unauthorized }: LiveEventsOptions): LiveEvents {
  let socket: WebSocket | null = null
  let attempt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let presence: Presence | null = null

  function say(): void {
    if (presence && socket?.readyState === WebSocket.OPEN) {
      const { session, ...rest } = presence
      socket.send(JSON.stringify({ type: 'presence', ...rest, ...(session === null ? {} : { session }) }))
    }
  }

  function connect(): void {
    clearTimeout(retry)
    const opened = new WebSocket(url, [`bearer.${token}`])
    socket = opened
    opened.onopen = say
    opened.onmessage = ({ data }) => {
      attempt = 0
      const read = readEvent(data)
      if (read) event(read)
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
  const repeat = setInterval(say, PRESENCE_EVERY_MS)
  connect()

  return {
    tell: (told) => {
      presence = told
      say()
    },
    close: () => {
      closed = true
      clearTimeout(retry)
      clearInterval(repeat)
      window.removeEventListener('online', now)
      socket?.close()
    },
  }
}

const KNOWN = new Set([
  'hello',
  'session-started',
  'session-ended',
  'session-renamed',
  'session-attached',
  'session-activity',
  'session-attention',
  'tool-approval-request',
  'tool-approval-resolved',
])

function readEvent(data: unknown): LiveEvent | null {
  if (typeof data !== 'string') return null
  try {
    const read: unknown = JSON.parse(data)
    if (typeof read !== 'object' || read === null || !('type' in read)) return null
    return typeof read.type === 'string' && KNOWN.has(read.type) ? (read as LiveEvent) : null
  } catch {
    return null
  }
}

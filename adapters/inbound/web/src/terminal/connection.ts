import { delayMs, TERMINAL_BACK_OFF } from '../logic/back-off.js'
import { realTimers, startHeartbeat, type Heartbeat, type Timers } from '../logic/heartbeat.js'
import { pieces } from '../logic/terminal-input.js'

export type ConnectionState =
  /** `again`: after a loss. */
  | { readonly _tag: 'Connecting'; readonly again: boolean }
  | { readonly _tag: 'Open' }
  /** Lost; the next try comes at that time. */
  | { readonly _tag: 'Waiting'; readonly until: number }
  /** The session is gone: nobody comes back by himself. */
  | { readonly _tag: 'Ended' }
  | { readonly _tag: 'Forbidden' }

export interface CellSize {
  readonly cols: number
  readonly rows: number
}

export interface ConnectionOptions {
  /** Address of the socket for the size and the name of this moment. */
  readonly address: () => string
  readonly token: () => string
  /** What is written calls `done` once it is drawn. */
  readonly output: (bytes: Uint8Array, done: () => void) => void
  readonly state: (state: ConnectionState) => void
  readonly unauthorized: () => void
  readonly open?: (address: string, protocols: string[]) => WebSocket
  readonly timers?: Timers
}

export interface TerminalConnection {
  readonly type: (text: string) => void
  readonly resize: (size: CellSize) => void
  readonly setVisible: (visible: boolean) => void
  /** Tries now instead of waiting; also after the end. */
  readonly retry: () => void
  readonly close: () => void
}

/** `WebSocket.OPEN`. */
const OPEN = 1
const UNAUTHORIZED = 4001
const FORBIDDEN = 4003
const SESSION_GONE = 4004

/** Past this much undrawn output it is quicker to come back and get one redraw. */
const BEHIND_BYTES = 16 * 1_024 * 1_024

/** One viewer of one session, which comes back until the session ends. Bytes go in order; `error` frames are not drawn. */
export function connectTerminal(options: ConnectionOptions): TerminalConnection {
  const { address, token, output, state, unauthorized, timers = realTimers } = options
  const open = options.open ?? ((url, protocols) => new WebSocket(url, protocols))
  let socket: WebSocket | null = null
  let heartbeat: Heartbeat | null = null
  let cancelRetry: (() => void) | null = null
  let attempt = 0
  let lost = false
  let undrawn = 0
  let catchingUp = false
  /** What was typed before the very first connection stood; `null` once it did. */
  let early: string[] | null = []

  const say = (frame: object): void => {
    if (socket?.readyState === OPEN) socket.send(JSON.stringify(frame))
  }

  function type(text: string): void {
    if (early) early.push(text)
    else for (const data of pieces(text)) say({ type: 'input', data })
  }

  function connect(): void {
    cancelRetry?.()
    cancelRetry = null
    state({ _tag: 'Connecting', again: lost })
    const opened = open(address(), [`bearer.${token()}`])
    opened.binaryType = 'arraybuffer'
    socket = opened
    opened.onmessage = ({ data }) => {
      if (socket !== opened) return
      if (data instanceof ArrayBuffer) draw(new Uint8Array(data))
      else if (typeof data === 'string' && isPong(data)) heartbeat?.pong()
    }
    opened.onopen = () => {
      if (socket !== opened) return
      heartbeat = startHeartbeat(timers, () => say({ type: 'ping' }), lose)
      lost = false
      const typed = early ?? []
      early = null
      for (const text of typed) type(text)
      state({ _tag: 'Open' })
    }
    opened.onclose = ({ code }) => {
      if (socket === opened) closed(code)
    }
  }

  function draw(bytes: Uint8Array): void {
    // The first byte proves more than the handshake: a hub that refuses also completes it.
    attempt = 0
    undrawn += bytes.length
    output(bytes, () => {
      undrawn -= bytes.length
      if (catchingUp && undrawn === 0) {
        catchingUp = false
        connect()
      }
    })
    if (undrawn > BEHIND_BYTES) {
      catchingUp = true
      drop()
    }
  }

  function closed(code: number): void {
    drop()
    if (code === SESSION_GONE) state({ _tag: 'Ended' })
    else if (code === FORBIDDEN) state({ _tag: 'Forbidden' })
    else if (code === UNAUTHORIZED) unauthorized()
    else wait()
  }

  function lose(): void {
    drop()
    wait()
  }

  function wait(): void {
    lost = true
    const delay = delayMs(TERMINAL_BACK_OFF, attempt, Math.random())
    attempt += 1
    cancelRetry = timers.after(delay, connect)
    state({ _tag: 'Waiting', until: Date.now() + delay })
  }

  /** Lets go of the socket without a word to anybody. */
  function drop(): void {
    const old = socket
    socket = null
    heartbeat?.stop()
    heartbeat = null
    old?.close()
  }

  connect()

  return {
    type,
    resize: ({ cols, rows }) => {
      say({ type: 'resize', cols, rows })
    },
    setVisible: (visible) => {
      say({ type: 'visible', visible })
    },
    retry: () => {
      if (socket === null && !catchingUp) connect()
    },
    close: () => {
      cancelRetry?.()
      drop()
    },
  }
}

function isPong(text: string): boolean {
  try {
    const frame: unknown = JSON.parse(text)
    return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'pong'
  } catch {
    return false
  }
}

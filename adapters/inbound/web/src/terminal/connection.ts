import {
  FORBIDDEN,
  frameReader,
  SESSION_GONE,
  TERMINAL_CHANNEL,
  UNAUTHORIZED,
  type ReceivedOn,
} from '../../../http/client/channels.js'
import { delayMs, TERMINAL_BACK_OFF } from '../hub/back-off.js'
import { realTimers, startHeartbeat, type Heartbeat, type Timers } from './heartbeat.js'
import { pieces } from './terminal-input.js'

/** Input that may not have arrived. `unsure`: sent just before the loss. `refused`: typed after it. */
export type LostInput = 'none' | 'unsure' | 'refused'

/** `limited`: this device sent too many requests, and the hub rejects it for now. */
export type LossCause = 'lost' | 'limited'

export type ConnectionState =
  /** First connection. Input is buffered until it is open. */
  | { readonly _tag: 'Connecting' }
  /** Reconnecting after a loss. Input is off. */
  | { readonly _tag: 'Reconnecting'; readonly lost: LostInput }
  | { readonly _tag: 'Open' }
  /** Connection lost. The next attempt is at `until`. Input is off. */
  | { readonly _tag: 'Waiting'; readonly until: number; readonly lost: LostInput; readonly cause: LossCause }
  /** The session has ended; the client does not reconnect. */
  | { readonly _tag: 'Ended' }
  | { readonly _tag: 'Forbidden' }

export interface CellSize {
  readonly cols: number
  readonly rows: number
}

export interface ConnectionOptions {
  /** Socket address with the current size and session name. */
  readonly address: () => string
  readonly token: () => string
  /** The terminal calls `done` once the bytes are drawn. */
  readonly output: (bytes: Uint8Array, done: () => void) => void
  readonly state: (state: ConnectionState) => void
  readonly unauthorized: () => void
  readonly open?: (address: string, protocols: string[]) => WebSocket
  readonly timers?: Timers
}

export interface TerminalConnection {
  /** Returns false when input is off: the text was dropped. */
  readonly type: (text: string) => boolean
  readonly resize: (size: CellSize) => void
  readonly setVisible: (visible: boolean) => void
  /** Reconnects immediately, also after the session has ended. */
  readonly retry: () => void
  readonly close: () => void
}

/** Value of `WebSocket.OPEN`. */
const OPEN = 1
/** Reason of the hub's close frame with 1013. */
const RATE_LIMITED = 'Rate limit exceeded'

const readSent = frameReader(TERMINAL_CHANNEL.sends)

/** Above this, reconnecting for a single redraw is faster than drawing the backlog. */
const MAX_UNDRAWN_BYTES = 16 * 1_024 * 1_024

/**
 * Viewer of one session that reconnects until the session ends. Output is drawn in order; `error` frames are not drawn.
 */
export function connectTerminal(options: ConnectionOptions): TerminalConnection {
  const { address, token, output, state, unauthorized, timers = realTimers } = options
  const open = options.open ?? ((url, protocols) => new WebSocket(url, protocols))
  let socket: WebSocket | null = null
  let heartbeat: Heartbeat | null = null
  let cancelRetry: (() => void) | null = null
  let attempt = 0
  let isLost = false
  let lost: LostInput = 'none'
  /** True when input was sent and no frame has arrived since. */
  let isUnanswered = false
  let undrawn = 0
  let catchingUp = false
  /** Input buffered before a first or a catch-up connection is open; `null` while input is not buffered. */
  let early: string[] | null = []

  const say = (frame: ReceivedOn<typeof TERMINAL_CHANNEL>): void => {
    if (socket?.readyState === OPEN) socket.send(JSON.stringify(frame))
  }

  let shown: ConnectionState = { _tag: 'Connecting' }
  const show = (next: ConnectionState): void => {
    shown = next
    state(next)
  }

  function type(text: string): boolean {
    if (early) {
      early.push(text)
      return true
    }
    if (socket?.readyState !== OPEN) {
      refuseInput()
      return false
    }
    isUnanswered = true
    for (const data of pieces(text)) say({ type: 'input', data })
    return true
  }

  function refuseInput(): void {
    if (lost === 'refused') return
    lost = 'refused'
    if (shown._tag === 'Waiting' || shown._tag === 'Reconnecting') show({ ...shown, lost })
  }

  function connect(): void {
    cancelRetry?.()
    cancelRetry = null
    show(isLost ? { _tag: 'Reconnecting', lost } : { _tag: 'Connecting' })
    const opened = open(address(), [`bearer.${token()}`])
    opened.binaryType = 'arraybuffer'
    socket = opened
    opened.onmessage = ({ data }) => {
      if (socket !== opened) return
      isUnanswered = false
      if (data instanceof ArrayBuffer) draw(new Uint8Array(data))
      else if (typeof data === 'string' && readSent(data)?.type === 'pong') heartbeat?.pong()
    }
    opened.onopen = () => {
      if (socket !== opened) return
      heartbeat = startHeartbeat(timers, () => say({ type: 'ping' }), lose)
      isLost = false
      lost = 'none'
      isUnanswered = false
      const typed = early ?? []
      early = null
      for (const text of typed) type(text)
      show({ _tag: 'Open' })
    }
    opened.onclose = ({ code, reason }) => {
      if (socket === opened) closed(code, reason)
    }
  }

  function draw(bytes: Uint8Array): void {
    // Resets the back-off on the first byte. A successful handshake is not enough, because a rejecting hub completes it
    // too.
    attempt = 0
    undrawn += bytes.length
    output(bytes, () => {
      undrawn -= bytes.length
      if (catchingUp && undrawn === 0) {
        catchingUp = false
        connect()
      }
    })
    if (undrawn > MAX_UNDRAWN_BYTES) {
      catchingUp = true
      early = []
      drop()
    }
  }

  function closed(code: number, reason: string): void {
    drop()
    if (code === SESSION_GONE) show({ _tag: 'Ended' })
    else if (code === FORBIDDEN) show({ _tag: 'Forbidden' })
    else if (code === UNAUTHORIZED) unauthorized()
    else wait(reason === RATE_LIMITED ? 'limited' : 'lost')
  }

  function lose(): void {
    drop()
    wait('lost')
  }

  function wait(cause: LossCause): void {
    isLost = true
    if (isUnanswered && lost === 'none') lost = 'unsure'
    isUnanswered = false
    // Buffered input would run long after it was typed, so it is refused.
    if (early !== null && early.length > 0) lost = 'refused'
    early = null
    const delay = delayMs(TERMINAL_BACK_OFF, attempt, Math.random())
    attempt += 1
    cancelRetry = timers.after(delay, connect)
    show({ _tag: 'Waiting', until: Date.now() + delay, lost, cause })
  }

  /** Closes the socket without changing the state. */
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
      if (socket !== null || catchingUp) return
      if (!isLost) early ??= []
      connect()
    },
    close: () => {
      cancelRetry?.()
      drop()
    },
  }
}

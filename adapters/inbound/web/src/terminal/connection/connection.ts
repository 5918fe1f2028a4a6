import {
  DETACHED,
  FORBIDDEN,
  frameReader,
  RETURNS,
  SESSION_GONE,
  TERMINAL_CHANNEL,
  UNAUTHORIZED,
  type ReceivedOn,
  type SentOn,
} from '../../../../http/client/channels.js'
import type { PaneState, WheelTurn } from '../../../../../../domain/terminal/pane.js'
import { delayMs, TERMINAL_BACK_OFF } from '../../app/hub/back-off.js'
import { realTimers, startHeartbeat, type Heartbeat, type Timers } from './heartbeat.js'
import type { InputCount } from '../../../../http/client/input-queue.js'
import { pieces } from '../input/terminal-input.js'
import { newViewer, type Viewer } from './viewer.js'
import { hubNow } from '../../app/platform/hub-clock.js'

/** `limited`: this device sent too many requests, and the hub rejects it for now. */
export type LossCause = 'lost' | 'limited'

export type ConnectionState =
  /** First connection. Input waits until it is open. */
  | { readonly _tag: 'Connecting' }
  /** Reconnecting after a loss. Input waits. */
  | { readonly _tag: 'Reconnecting'; readonly input: InputCount }
  | { readonly _tag: 'Open'; readonly input: InputCount }
  /** Connection lost. The next attempt is at `until`. Input waits. */
  | { readonly _tag: 'Waiting'; readonly until: number; readonly input: InputCount; readonly cause: LossCause }
  /** The session has ended; the client does not reconnect. Input is off. */
  | { readonly _tag: 'Ended' }
  | { readonly _tag: 'Forbidden' }

export interface CellSize {
  readonly cols: number
  readonly rows: number
}

export interface ConnectionOptions {
  /** Socket address with the current size and session name, to which the viewer's id and position are added. */
  readonly address: () => string
  /** Id and input of this viewer; new ones unless given. */
  readonly viewer?: Viewer
  readonly token: () => string
  /** The terminal calls `done` once the bytes are drawn. */
  readonly output: (bytes: Uint8Array, done: () => void) => void
  /** The output that follows begins with a redraw. `isGap`: after a loss, so output was missed while the page was shown. */
  readonly redrawn?: (isGap: boolean) => void
  readonly state: (state: ConnectionState) => void
  /** Called with each answer to `wheel`. */
  readonly pane?: (pane: PaneState) => void
  readonly unauthorized: () => void
  readonly open?: (address: string, protocols: string[]) => WebSocket
  readonly timers?: Timers
}

export interface TerminalConnection {
  /** Returns false when the text was dropped: input is off, or more waits than is kept. */
  readonly type: (text: string) => boolean
  /** Drops the note about input that may not have arrived. */
  readonly dismiss: () => void
  readonly resize: (size: CellSize) => void
  /** Turns the wheel for a program that takes it, and asks for the state of the pane. */
  readonly wheel: (turn: WheelTurn) => void
  readonly setVisible: (visible: boolean) => void
  /** Closes the connection of a page that is not shown. The hub keeps what is printed for a while. */
  readonly suspend: () => void
  /** Connects again after `suspend`. */
  readonly wake: () => void
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

/** Escape key. Without a connection it discards what waits. */
const ESCAPE = '\u001b'

/**
 * Viewer of one session that reconnects until the session ends. Output is drawn in order and continues where it stopped;
 * input waits without a connection and is sent once. `error` frames are not drawn.
 */
export function connectTerminal(options: ConnectionOptions): TerminalConnection {
  const { address, token, output, redrawn, state, pane, unauthorized, timers = realTimers } = options
  const open = options.open ?? ((url, protocols) => new WebSocket(url, protocols))
  const { id, input } = options.viewer ?? newViewer()
  let socket: WebSocket | null = null
  let heartbeat: Heartbeat | null = null
  let cancelRetry: (() => void) | null = null
  let attempt = 0
  let isLost = false
  let isSuspended = false
  /** True from the hub's first frame on: the hub takes input. */
  let isReady = false
  /** Position of the next byte of output; `null` when the screen is to be drawn anew. */
  let position: number | null = null
  let undrawn = 0
  let catchingUp = false

  const say = (frame: ReceivedOn<typeof TERMINAL_CHANNEL>): void => {
    if (socket?.readyState === OPEN) socket.send(JSON.stringify(frame))
  }

  let shown: ConnectionState = { _tag: 'Connecting' }
  const show = (next: ConnectionState): void => {
    shown = next
    state(next)
  }
  const showInput = (): void => {
    if ('input' in shown) show({ ...shown, input: input.count() })
  }

  const isOver = (): boolean => shown._tag === 'Ended' || shown._tag === 'Forbidden'

  function type(text: string): boolean {
    if (isOver()) return false
    if (isReady && socket?.readyState === OPEN) {
      for (const data of pieces(text)) say({ type: 'input', ...input.send(data) })
      return true
    }
    const isDiscarding = isLost && text === ESCAPE
    if (isDiscarding) input.discard()
    const isKept = isDiscarding || input.wait(text)
    showInput()
    return isKept
  }

  function connect(): void {
    cancelRetry?.()
    cancelRetry = null
    show(isLost ? { _tag: 'Reconnecting', input: input.count() } : { _tag: 'Connecting' })
    const url = new URL(address())
    url.searchParams.set('resume', id)
    if (position !== null) url.searchParams.set('from', String(position))
    const opened = open(url.href, [`bearer.${token()}`])
    opened.binaryType = 'arraybuffer'
    socket = opened
    opened.onmessage = ({ data }) => {
      if (socket !== opened) return
      if (data instanceof ArrayBuffer) draw(new Uint8Array(data))
      else if (typeof data === 'string') read(readSent(data))
    }
    opened.onopen = () => {
      if (socket === opened) heartbeat = startHeartbeat(timers, () => say({ type: 'ping' }), lose)
    }
    opened.onclose = ({ code, reason }) => {
      if (socket === opened) closed(code, reason)
    }
  }

  function read(frame: SentOn<typeof TERMINAL_CHANNEL> | null): void {
    if (frame?.type === 'hello') welcome(frame)
    else if (frame?.type === 'pane') pane?.(frame)
    else if (frame?.type === 'pong') {
      heartbeat?.pong()
      if (frame.applied !== undefined) input.confirm(frame.applied)
    }
  }

  function welcome({ from, continued, applied }: Extract<SentOn<typeof TERMINAL_CHANNEL>, { type: 'hello' }>): void {
    if (!continued && position !== null) redrawn?.(isLost)
    position = from
    isLost = false
    isReady = true
    for (const { seq, data } of input.resume(applied)) {
      say({ type: 'input', seq, data })
    }
    show({ _tag: 'Open', input: input.count() })
  }

  function draw(bytes: Uint8Array): void {
    // Resets the back-off on the first byte. A successful handshake is not enough, because a rejecting hub completes it
    // too.
    attempt = 0
    undrawn += bytes.length
    if (position !== null) position += bytes.length
    output(bytes, () => {
      undrawn -= bytes.length
      if (catchingUp && undrawn === 0) {
        catchingUp = false
        if (!isSuspended) connect()
      }
    })
    if (undrawn > MAX_UNDRAWN_BYTES) {
      catchingUp = true
      position = null
      drop()
    }
  }

  function closed(code: number, reason: string): void {
    drop()
    if (code === SESSION_GONE) {
      input.discard()
      position = null
      show({ _tag: 'Ended' })
    } else if (code === FORBIDDEN) show({ _tag: 'Forbidden' })
    else if (code === UNAUTHORIZED) unauthorized()
    else wait(reason === RATE_LIMITED ? 'limited' : 'lost')
  }

  function lose(): void {
    drop(RETURNS)
    wait('lost')
  }

  function wait(cause: LossCause): void {
    isLost = true
    const delay = delayMs(TERMINAL_BACK_OFF, attempt, Math.random())
    attempt += 1
    cancelRetry = timers.after(delay, connect)
    show({ _tag: 'Waiting', until: hubNow() + delay, input: input.count(), cause })
  }

  /** Closes the socket without changing the state. */
  function drop(code = DETACHED): void {
    const old = socket
    socket = null
    isReady = false
    heartbeat?.stop()
    heartbeat = null
    old?.close(code)
  }

  connect()

  return {
    type,
    dismiss: () => {
      input.dismiss()
      showInput()
    },
    resize: ({ cols, rows }) => say({ type: 'resize', cols, rows }),
    wheel: (turn) => say({ type: 'wheel', ...turn }),
    setVisible: (visible) => say({ type: 'visible', visible }),
    suspend: () => {
      if (isOver()) return
      cancelRetry?.()
      isSuspended = true
      drop(RETURNS)
    },
    wake: () => {
      if (!isSuspended) return
      isSuspended = false
      if (!catchingUp) connect()
    },
    retry: () => {
      if (socket === null && !catchingUp && !isSuspended) connect()
    },
    close: () => {
      cancelRetry?.()
      drop()
    },
  }
}

import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import type { BackOff } from './back-off.js'
import type { ClientOptions } from './call.js'
import { NOTIFICATIONS_CHANNEL, frameReader, isEventFrame, type SentOn, type EventFrame } from './channels.js'
import { keepOpen, type Persistence, type StreamEnd } from './keep-open.js'
import { openConnection, type OpenSocket } from './open-socket.js'

type Frame = SentOn<typeof NOTIFICATIONS_CHANNEL>

/** Place of a client in the events of a hub, with which it resumes after a loss. */
export interface EventPosition {
  /** Path and query of the notifications socket. */
  readonly path: () => string
  /** Takes the position from a frame that was read. Returns true when events before the frame are missing. */
  readonly note: (frame: Frame) => boolean
}

/** Position before the first event of a client. */
function makeEventPosition(): EventPosition {
  let position: { readonly boot: number; readonly seq: number } | null = null
  let isGreeted = false
  return {
    path: () => {
      const after = position === null ? '' : `${String(position.boot)}-${String(position.seq)}`
      return `${NOTIFICATIONS_CHANNEL.path}?after=${after}`
    },
    note: (frame) => {
      const seq = 'seq' in frame ? frame.seq : undefined
      if (frame.type === 'hello') {
        // An older hub numbers nothing and replays nothing.
        const isMissing = isGreeted && seq === undefined
        isGreeted = true
        // After a loss `hello` names the last event; those before it are still to come.
        if (position === null && seq !== undefined) position = { boot: frame.boot ?? 0, seq }
        return isMissing
      }
      if (frame.type === 'gap') {
        position = { boot: frame.boot, seq: frame.seq }
        return true
      }
      if (position !== null && seq !== undefined) position = { ...position, seq }
      return false
    },
  }
}

/** Listener of the events of a hub. */
export interface HubEventListener {
  /** `raw` contains fields that this version does not read as well. */
  readonly event: (event: EventFrame, raw: unknown) => void
  /** Event of a newer hub, which this version does not read. */
  readonly unread?: (raw: unknown) => void
  /** Events are missing: the hub was restarted or the loss was long. Lists have to be read again. */
  readonly gap?: () => void
  /** The socket is open, for the first time or again. */
  readonly opened?: () => void
  /** The connection was lost; it is opened again. */
  readonly lost?: () => void
  /** Ends the stream. */
  readonly signal: AbortSignal
}

/** Address and token of a hub, and the WebSocket of a platform that has none. */
export interface FollowOptions extends Pick<ClientOptions, 'baseUrl' | 'token'> {
  /** The platform's own WebSocket, when left out; Node 20 has none. */
  readonly openSocket?: OpenSocket
}

const BACK_OFF: BackOff = { firstMs: 200, maxMs: 3_000, jitter: 0.2 }

/** Connects again at once after a short interruption. A restart of the hub takes seconds; after a minute it is gone. */
export const CLIENT_PERSISTENCE: Persistence = { backOff: BACK_OFF, giveUpAfterMs: 60_000 }

const read = frameReader(NOTIFICATIONS_CHANNEL.sends)

/**
 * Passes the events of the hub to a listener until its signal, a refused token, or a hub that is gone for a minute. After
 * a loss the socket is opened again with growing pauses, and the events in between are passed first. A first connection
 * that fails is not tried again.
 */
export function followEvents(
  { baseUrl, token, openSocket }: FollowOptions,
  listener: HubEventListener,
): Promise<StreamEnd> {
  const { event, unread, gap, opened, lost, signal } = listener
  const position = makeEventPosition()
  const receive = (text: string): void => {
    const frame = read(text)
    if (frame === null) unread?.(parseJson(text))
    else if (position.note(frame)) gap?.()
    else if (isEventFrame(frame)) event(frame, parseJson(text))
  }
  return keepOpen({
    ...CLIENT_PERSISTENCE,
    final: [],
    signal,
    lost: () => lost?.(),
    connect: () =>
      openConnection({
        url: (baseUrl === '' ? ownOrigin() : baseUrl) + position.path(),
        token: token(),
        ...(openSocket === undefined ? {} : { openSocket }),
        opened: () => opened?.(),
        received: (data) => {
          if (typeof data === 'string') receive(data)
        },
        signal,
      }),
  })
}

/** Origin of the page. */
const ownOrigin = (): string =>
  (globalThis as { readonly location?: { readonly origin: string } }).location?.origin ?? ''

import {
  frameReader,
  UNAUTHORIZED,
  type Channel,
  type ReceivedOn,
  type SentOn,
} from '../../../../http/client/channels.js'
import { keepOpen } from '../../../../http/client/keep-open.js'
import { openConnection } from '../../../../http/client/open-socket.js'
import { EVENTS_BACK_OFF } from './back-off.js'

export interface LiveSocketOptions<C extends Channel> {
  readonly channel: C
  readonly url: string
  readonly token: string
  /** Called on each connection. Events before it are not replayed. */
  readonly open: () => void
  /** Called with each valid frame of the channel. Invalid frames are dropped. */
  readonly frame: (frame: SentOn<C>) => void
  readonly unauthorized: () => void
  /** Called when a connection is lost, or could not be opened. */
  readonly lost?: () => void
}

export interface LiveSocket<C extends Channel> {
  /** Sends a frame, or drops it while the socket is closed. */
  readonly say: (frame: ReceivedOn<C>) => void
  readonly close: () => void
}

/** Socket that reconnects until it is closed by the caller. A forbidden token stays forbidden, so it ends as well. */
export function openLiveSocket<C extends Channel>(options: LiveSocketOptions<C>): LiveSocket<C> {
  const { channel, url, token, open, frame, unauthorized, lost } = options
  const read = frameReader(channel.sends)
  const closed = new AbortController()
  const { signal } = closed
  let send: ((frame: object) => void) | null = null

  const ended = keepOpen({
    backOff: EVENTS_BACK_OFF,
    giveUpAfterMs: null,
    final: [],
    signal,
    lost: () => {
      send = null
      lost?.()
    },
    // Skips the rest of the back-off when the network is back.
    onWake: (wake) => {
      window.addEventListener('online', wake)
      return () => window.removeEventListener('online', wake)
    },
    connect: () =>
      openConnection({
        url,
        token,
        opened: (sendFrame) => {
          send = sendFrame
          open()
        },
        received: (data) => {
          const sent: unknown = typeof data === 'string' ? read(data) : null
          if (sent !== null) frame(sent as SentOn<C>)
        },
        signal,
      }),
  })
  void ended.then((end) => {
    if (end._tag === 'Closed' && end.code === UNAUTHORIZED) unauthorized()
  })

  return {
    say: (said) => send?.(said),
    close: () => closed.abort(),
  }
}

import type { SentOn } from '../../http/client/channels.js'
import { NOTIFICATIONS_CHANNEL } from '../../ws/notifications.codec.js'
import { frameReader, parseFrame } from '../../ws/channel.js'
import type { HubContext } from '../context.js'
import { follow, type StreamEnd } from './socket.js'

/** Event of the hub in the form of clients. */
export type HubEventFrame = Exclude<SentOn<typeof NOTIFICATIONS_CHANNEL>, { readonly type: 'gap' | 'hello' }>

/** Hub to listen to, and a place for remarks. */
export interface EventContext extends Pick<HubContext, 'hub' | 'note'> {
  /** Ends the work of a caller that has gone. */
  readonly signal?: AbortSignal
}

/** Listener of events. */
export interface EventListener {
  /** The socket is open, for the first time or again; events in between are missing. */
  readonly opened: () => void
  /** `raw` contains fields that this version does not read as well. */
  readonly event: (event: HubEventFrame, raw: unknown) => void
  /** Event of a newer hub. */
  readonly unread?: (raw: unknown) => void
  readonly signal: AbortSignal
}

const readEvent = frameReader(NOTIFICATIONS_CHANNEL.sends)

/** Passes the events of the hub to a listener until its signal, or until the hub is gone. */
export function followEvents(
  { hub, note, signal: gone }: EventContext,
  { opened, event, unread, signal }: EventListener,
): Promise<StreamEnd> {
  return follow(hub, {
    path: () => NOTIFICATIONS_CHANNEL.path,
    opened,
    received: (data) => {
      const text = data.toString('utf8')
      const frame = readEvent(text)
      if (frame === null) unread?.(parseFrame(text))
      else if (frame.type !== 'hello' && frame.type !== 'gap') event(frame, parseFrame(text))
    },
    lost: () => note('The connection is lost; it is opened again. Events in between are missing.'),
    final: [],
    signal: gone === undefined ? signal : AbortSignal.any([gone, signal]),
  })
}

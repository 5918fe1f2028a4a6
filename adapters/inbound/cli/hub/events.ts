import { followEvents as follow, type HubEventListener } from '../../http/client/follow-events.js'
import type { StreamEnd } from '../../http/client/keep-open.js'
import type { HubContext } from '../context.js'
import { openSocketOf } from './socket.js'

/** Hub to listen to, and a place for remarks. */
export interface EventContext extends Pick<HubContext, 'hub' | 'note'> {
  /** Ends the work of a caller that has gone. */
  readonly signal?: AbortSignal
}

/** Passes the events of the hub to a listener until its signal, or until the hub is gone. */
export function followEvents(
  { hub, note, signal: gone }: EventContext,
  { signal, ...listener }: Omit<HubEventListener, 'gap' | 'lost'>,
): Promise<StreamEnd> {
  return follow(
    { ...hub.options, openSocket: openSocketOf(hub) },
    {
      ...listener,
      gap: () => note('Events are missing: the hub was restarted, or the connection was lost for long.'),
      lost: () => note('The connection is lost; it is opened again.'),
      signal: gone === undefined ? signal : AbortSignal.any([gone, signal]),
    },
  )
}

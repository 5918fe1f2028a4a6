import { NOTIFICATIONS_CHANNEL, type SentOn } from '../../../http/client/channels.js'
import { openLiveSocket } from './live-socket.js'

/** An event of the hub, or `hello` when the socket opens. */
export type LiveEvent = SentOn<typeof NOTIFICATIONS_CHANNEL>

/** Events of the given types. */
export type LiveEventOf<Type extends LiveEvent['type']> = Extract<LiveEvent, { readonly type: Type }>

/** Progress of the scan of agent logs. */
export type UsageScan = LiveEventOf<'usage-progress'>['progress']

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

/** The hub drops a presence report after 60 s. */
const PRESENCE_EVERY_MS = 20_000

/** Event socket of the page. The hub does not replay missed events, so lists must be read again after `hello`. */
export function openLiveEvents({ url, token, event, unauthorized }: LiveEventsOptions): LiveEvents {
  let presence: Presence | null = null

  function say(): void {
    if (!presence) return
    const { session, ...rest } = presence
    live.say({ type: 'presence', ...rest, ...(session === null ? {} : { session }) })
  }

  const live = openLiveSocket({
    channel: NOTIFICATIONS_CHANNEL,
    url,
    token,
    open: say,
    frame: event,
    unauthorized,
  })
  const repeat = setInterval(say, PRESENCE_EVERY_MS)

  return {
    tell: (told) => {
      presence = told
      say()
    },
    close: () => {
      clearInterval(repeat)
      live.close()
    },
  }
}

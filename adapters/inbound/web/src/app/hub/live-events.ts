import { NOTIFICATIONS_CHANNEL, type EventFrame, type SentOn } from '../../../../http/client/channels.js'
import { openLiveSocket } from './live-socket.js'

/** A frame of the socket. */
export type LiveFrame = SentOn<typeof NOTIFICATIONS_CHANNEL>

/** An event of the hub. `hello`: everything has to be read, because events may be missing. */
export type LiveEvent = EventFrame | { readonly type: 'hello' }

/** Frames of the given types. */
export type LiveFrameOf<Type extends LiveFrame['type']> = Extract<LiveFrame, { readonly type: Type }>

/** Events of the given types. */
export type LiveEventOf<Type extends LiveEvent['type']> = Extract<LiveEvent, { readonly type: Type }>

/** Progress of the scan of agent logs. */
export type UsageScan = LiveEventOf<'usage-progress'>['progress']

/** Part of the hub whose changes cause no event. */
export type WatchedPart = LiveFrameOf<'changed'>['part']

export interface Presence {
  readonly deviceId: string
  readonly session: string | null
  readonly visible: boolean
}

/** Conversation of a session, with the calls whose sub-agents are shown. */
export interface WatchedConversation {
  readonly session: string
  readonly calls: ReadonlyArray<string>
}

export interface LiveEvents {
  readonly tell: (presence: Presence) => void
  /** Asks for the last lines of these sessions' screens, now and whenever they change. */
  readonly watch: (names: ReadonlyArray<string>, lines: number) => void
  /** Asks for frames that report changes of these parts. */
  readonly watchParts: (parts: ReadonlyArray<WatchedPart>) => void
  /** Asks for frames that report changes of a session's conversation and of its sub-agents, the first at once; `null` for none. */
  readonly watchConversation: (watched: WatchedConversation | null) => void
  readonly close: () => void
}

export interface LiveEventsOptions {
  readonly url: string
  readonly token: string
  readonly frame: (frame: LiveFrame) => void
  /** The connection was lost; it is opened again. */
  readonly lost: () => void
  readonly unauthorized: () => void
}

/** The hub drops a presence report after 60 s. */
const PRESENCE_EVERY_MS = 20_000

/** Socket of the page with events and changes of lists. The hub replays nothing: `hello` tells the position it begins at. */
export function openLiveEvents({ url, token, frame, lost, unauthorized }: LiveEventsOptions): LiveEvents {
  let presence: Presence | null = null
  let watched: { readonly names: ReadonlyArray<string>; readonly lines: number } | null = null
  let conversation: WatchedConversation | null = null
  let parts: ReadonlyArray<WatchedPart> = []

  function say(): void {
    if (!presence) return
    const { session, ...rest } = presence
    live.say({ type: 'presence', ...rest, ...(session === null ? {} : { session }) })
  }

  function sayWatched(): void {
    if (!watched) return
    const shown = conversation === null ? {} : { conversation: conversation.session, calls: conversation.calls }
    live.say({ type: 'watch', ...watched, styled: true, ...(parts.length === 0 ? {} : { parts }), ...shown })
  }

  const live = openLiveSocket({
    channel: NOTIFICATIONS_CHANNEL,
    url,
    token,
    open: () => {
      say()
      sayWatched()
    },
    frame,
    lost,
    unauthorized,
  })
  const repeat = setInterval(say, PRESENCE_EVERY_MS)

  return {
    tell: (told) => {
      presence = told
      say()
    },
    watch: (names, lines) => {
      watched = { names, lines }
      sayWatched()
    },
    watchParts: (wanted) => {
      parts = wanted
      sayWatched()
    },
    watchConversation: (wanted) => {
      conversation = wanted
      sayWatched()
    },
    close: () => {
      clearInterval(repeat)
      live.close()
    },
  }
}

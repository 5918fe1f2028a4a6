import * as t from 'io-ts'
import type { RawData } from 'ws'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import type { Screen } from '../../../application/sessions/read-screens.js'
import type { WatchedPart } from '../../../application/overview/read-watched-parts.js'
import type { SessionListChange } from '../../../application/overview/publish-sessions.js'
import type { PacedAccount } from '../../../application/usage/read-limits.js'
import { integer, optionalFlag, recordOf, text, textOf } from '../../../infrastructure/codec/codecs.js'
import { always, jsonOf, optional, type JsonCodec } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { channel, encodeFrame, frameReader, type Channel, type SentOn } from './channel.js'
import { LIVE_FRAMES, WatchJson, type ConversationGrowth } from './live-frames.codec.js'
import { EVENTS, Milliseconds, type EventOf, type Numbered } from './hub-events.codec.js'

const MAX_DEVICE_ID = 128

const DeviceId = textOf(1, MAX_DEVICE_ID)

/** Values other than text are decoded as none. */
const SessionShown = withSchema(
  new t.Type<string | null, string | null>(
    'SessionShown',
    (value): value is string | null => value === null || typeof value === 'string',
    (value) => t.success(typeof value === 'string' ? value : null),
    (session) => session,
  ),
  { type: ['string', 'null'] },
)

const RECEIVES = {
  presence: recordOf(
    { type: t.literal('presence'), deviceId: DeviceId, visible: t.boolean },
    { session: SessionShown },
  ),
  watch: WatchJson,
}

const SENDS = {
  hello: jsonOf<Partial<LivePosition>>()({
    type: always('hello'),
    boot: optional(Milliseconds),
    seq: optional(t.number),
    /** Revision of the session list, with `live=1`. */
    revision: optional(integer),
  }),
  /** Events after the position that the client gave are no longer kept; it reads the lists again. */
  gap: jsonOf<Position>()({ type: always('gap'), boot: Milliseconds, seq: t.number }),
  ...EVENTS,
  ...LIVE_FRAMES,
}

/** Boot of the hub and number of an event. */
export interface Position {
  readonly boot: number
  readonly seq: number
}

/** Position of a client that keeps lists by their changes. */
export interface LivePosition extends Position {
  readonly revision: number
}

/** `/api/notifications/events`. */
export const NOTIFICATIONS_CHANNEL: Channel<typeof RECEIVES, typeof SENDS> = channel({
  path: '/api/notifications/events',
  summary: 'Every event of every session, and back what each tab shows',
  /** `<boot>-<seq>` of the last event that the client has, or empty: frames carry numbers, and missed events come first. */
  query: {
    after: text,
    /** Changes of the session list, watched screens and limits come too, and frames carry numbers. */
    live: optionalFlag,
  },
  receives: RECEIVES,
  sends: SENDS,
  binary: null,
  closes: { [TRY_AGAIN_LATER]: 'Too slow' },
})

export const HELLO = encodeFrame(NOTIFICATIONS_CHANNEL, 'hello', {})

export const numberedHello = (position: Position | LivePosition): string =>
  encodeFrame(NOTIFICATIONS_CHANNEL, 'hello', position)

export const gapFrame = (position: Position): string => encodeFrame(NOTIFICATIONS_CHANNEL, 'gap', position)

/** Client → hub: which session a tab shows, and whether the person can see it. */
export interface PresenceFrame {
  readonly deviceId: string
  readonly session: string | null
  readonly visible: boolean
}

/** Client → hub: sessions whose screens it shows, and the one whose conversation. */
export type WatchFrame = t.TypeOf<typeof RECEIVES.watch>

const readDescribed = frameReader(RECEIVES)

/** `null` for everything that is no presence. */
export function readPresence(raw: RawData): PresenceFrame | null {
  const frame = readDescribed((raw as Buffer).toString('utf8'))
  if (frame?.type !== 'presence') return null
  return { deviceId: frame.deviceId, session: frame.session ?? null, visible: frame.visible }
}

/** `null` for everything that is no watch. */
export function readWatch(raw: RawData): WatchFrame | null {
  const frame = readDescribed((raw as Buffer).toString('utf8'))
  return frame?.type === 'watch' ? frame : null
}

/** Frame of an event, as opposed to frames about the connection and lists. */
export type EventFrame = Exclude<
  SentOn<typeof NOTIFICATIONS_CHANNEL>,
  { readonly type: 'hello' | 'gap' | 'session-list' | 'screens' | 'changed' | 'conversation-grown' | 'limits' }
>

export const isEventFrame = (frame: SentOn<typeof NOTIFICATIONS_CHANNEL>): frame is EventFrame =>
  Object.hasOwn(EVENTS, frame.type)

export const sessionListFrame = (change: SessionListChange): string =>
  encodeFrame(NOTIFICATIONS_CHANNEL, 'session-list', change)

export const screensFrame = (screens: ReadonlyArray<Screen>): string =>
  encodeFrame(NOTIFICATIONS_CHANNEL, 'screens', { screens })

export const changedFrame = (part: WatchedPart): string => encodeFrame(NOTIFICATIONS_CHANNEL, 'changed', { part })

export const conversationFrame = (growth: ConversationGrowth): string =>
  encodeFrame(NOTIFICATIONS_CHANNEL, 'conversation-grown', growth)

export const limitsFrame = (accounts: ReadonlyArray<PacedAccount>): string =>
  encodeFrame(NOTIFICATIONS_CHANNEL, 'limits', { accounts })

/** The event as clients read it, with its number for those that asked for numbers. */
export const eventFrame = <Tag extends HubEvent['_tag']>(event: EventOf<Tag>, seq?: number): string => {
  const codecs: { readonly [Each in HubEvent['_tag']]: JsonCodec<Numbered<Each>, object> } = EVENTS
  return JSON.stringify(codecs[event._tag].encode(Object.assign({ seq }, event)))
}

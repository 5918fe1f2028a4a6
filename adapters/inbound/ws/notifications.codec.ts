import * as t from 'io-ts'
import type { RawData } from 'ws'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { recordOf } from '../../../infrastructure/codec/codecs.js'
import { always, jsonOf, optional, type JsonCodec } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { channel, encodeFrame, frameReader, Hello, type Channel } from './channel.js'
import { AlarmKind } from '../http/approvals/codec.js'
import { CardJson } from '../http/board/codec.js'
import { ScanJson } from '../http/usage/codec.js'
import { BudgetJson } from '../http/usage/budgets.api.js'
import { FinishJson, ForecastJson } from '../http/board/finish.codec.js'

const MAX_DEVICE_ID = 128

const DeviceId = withSchema(
  t.refinement(t.string, (id) => id !== '' && id.length <= MAX_DEVICE_ID, 'DeviceId'),
  { type: 'string', minLength: 1, maxLength: MAX_DEVICE_ID },
)

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
}

const Milliseconds = withSchema(t.refinement(t.number, Number.isInteger, 'Milliseconds'), { type: 'integer' })
const Activity = t.keyof({ working: null, waiting: null, idle: null, unknown: null })
const Evidence = t.strict({
  source: t.keyof({ hook: null, approval: null, screen: null }),
  what: t.string,
  at: Milliseconds,
})

/** The client that caused it, as it calls itself in `X-Penates-Client`. */
const Origin = t.union([t.string, t.null])

type EventOf<Tag extends HubEvent['_tag']> = Extract<HubEvent, { readonly _tag: Tag }>

/** Every event as clients read it. A new one does not compile until it is described. */
const EVENTS = {
  'session-started': jsonOf<EventOf<'session-started'>>()({
    type: always('session-started'),
    name: t.string,
    at: Milliseconds,
  }),
  'session-ended': jsonOf<EventOf<'session-ended'>>()({
    type: always('session-ended'),
    name: t.string,
    at: Milliseconds,
  }),
  'session-renamed': jsonOf<EventOf<'session-renamed'>>()({
    type: always('session-renamed'),
    oldName: t.string,
    newName: t.string,
    at: Milliseconds,
  }),
  'session-attached': jsonOf<EventOf<'session-attached'>>()({
    type: always('session-attached'),
    name: t.string,
    attached: t.boolean,
    at: Milliseconds,
  }),
  'session-activity': jsonOf<EventOf<'session-activity'>>()({
    type: always('session-activity'),
    name: t.string,
    activity: Activity,
    since: Milliseconds,
    evidence: Evidence,
    at: Milliseconds,
    tool: optional(t.string),
  }),
  'tool-alarm': jsonOf<EventOf<'tool-alarm'>>()({
    type: always('tool-alarm'),
    id: t.string,
    name: t.string,
    kind: AlarmKind,
    tool: t.string,
    preview: t.string,
    isPaused: t.boolean,
    at: Milliseconds,
  }),
  'tool-alarm-acknowledged': jsonOf<EventOf<'tool-alarm-acknowledged'>>()({
    type: always('tool-alarm-acknowledged'),
    id: t.string,
    name: t.string,
    at: Milliseconds,
  }),
  'session-attention': jsonOf<EventOf<'session-attention'>>()({
    type: always('session-attention'),
    name: t.string,
    activity: t.keyof({ idle: null, waiting: null }),
    at: Milliseconds,
  }),
  'tool-approval-request': jsonOf<EventOf<'tool-approval-request'>>()({
    type: always('tool-approval-request'),
    id: t.string,
    name: t.string,
    tool: t.string,
    preview: t.string,
    at: Milliseconds,
  }),
  'tool-approval-resolved': jsonOf<EventOf<'tool-approval-resolved'>>()({
    type: always('tool-approval-resolved'),
    id: t.string,
    name: t.string,
    at: Milliseconds,
  }),
  'card-changed': jsonOf<EventOf<'card-changed'>>()({
    type: always('card-changed'),
    card: CardJson,
    origin: Origin,
    at: Milliseconds,
  }),
  'finish-progress': jsonOf<EventOf<'finish-progress'>>()({
    type: always('finish-progress'),
    finish: FinishJson,
    at: Milliseconds,
  }),
  'board-forecast': jsonOf<EventOf<'board-forecast'>>()({
    type: always('board-forecast'),
    forecast: ForecastJson,
    at: Milliseconds,
  }),
  'usage-progress': jsonOf<EventOf<'usage-progress'>>()({
    type: always('usage-progress'),
    progress: ScanJson,
    at: Milliseconds,
  }),
  'budget-level': jsonOf<EventOf<'budget-level'>>()({
    type: always('budget-level'),
    budget: BudgetJson,
    was: t.keyof({ fine: null, near: null, exceeded: null }),
    at: Milliseconds,
  }),
  'card-removed': jsonOf<EventOf<'card-removed'>>()({
    type: always('card-removed'),
    id: t.string,
    origin: Origin,
    at: Milliseconds,
  }),
}

const SENDS = { hello: Hello, ...EVENTS }

/** `/api/notifications/events`. */
export const NOTIFICATIONS_CHANNEL: Channel<typeof RECEIVES, typeof SENDS> = channel({
  path: '/api/notifications/events',
  summary: 'Every event of every session, and back what each tab shows',
  query: {},
  receives: RECEIVES,
  sends: SENDS,
  binary: null,
  closes: { [TRY_AGAIN_LATER]: 'Too slow' },
})

export const HELLO = encodeFrame(NOTIFICATIONS_CHANNEL, 'hello', null)

/** Client → hub: which session a tab shows, and whether the person can see it. */
export interface PresenceFrame {
  readonly deviceId: string
  readonly session: string | null
  readonly visible: boolean
}

const readDescribed = frameReader(RECEIVES)

/** `null` for everything that is no presence. */
export function readPresence(raw: RawData): PresenceFrame | null {
  const frame = readDescribed((raw as Buffer).toString('utf8'))
  return frame && { deviceId: frame.deviceId, session: frame.session ?? null, visible: frame.visible }
}

/** The event as clients read it. */
export const eventFrame = <Tag extends HubEvent['_tag']>(event: EventOf<Tag>): string => {
  const codecs: { readonly [Each in HubEvent['_tag']]: JsonCodec<EventOf<Each>, object> } = EVENTS
  return JSON.stringify(codecs[event._tag].encode(event))
}

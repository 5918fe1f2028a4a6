import * as t from 'io-ts'
import type { RawData } from 'ws'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { recordOf } from '../../../infrastructure/codec/codecs.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { channel, encodeFrame, frameReader, type SentOn } from './channel.js'
import { AlarmKind } from '../http/approvals/alarm.codec.js'
import { CardJson, cardJson } from '../http/board/codec.js'
import { ScanJson } from '../http/usage/codec.js'
import { BudgetJson } from '../http/usage/budgets.api.js'
import { FinishJson, finishJson, ForecastJson } from '../http/board/finish.codec.js'

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

/** Every event as clients read it. A new one does not compile until it is described. */
const EVENTS = {
  'session-started': t.strict({ type: t.literal('session-started'), name: t.string, at: Milliseconds }),
  'session-ended': t.strict({ type: t.literal('session-ended'), name: t.string, at: Milliseconds }),
  'session-renamed': t.strict({
    type: t.literal('session-renamed'),
    oldName: t.string,
    newName: t.string,
    at: Milliseconds,
  }),
  'session-attached': t.strict({
    type: t.literal('session-attached'),
    name: t.string,
    attached: t.boolean,
    at: Milliseconds,
  }),
  'session-activity': recordOf(
    {
      type: t.literal('session-activity'),
      name: t.string,
      activity: Activity,
      since: Milliseconds,
      evidence: Evidence,
      at: Milliseconds,
    },
    { tool: t.string },
  ),
  'tool-alarm': t.strict({
    type: t.literal('tool-alarm'),
    id: t.string,
    name: t.string,
    kind: AlarmKind,
    tool: t.string,
    preview: t.string,
    isPaused: t.boolean,
    at: Milliseconds,
  }),
  'tool-alarm-acknowledged': t.strict({
    type: t.literal('tool-alarm-acknowledged'),
    id: t.string,
    name: t.string,
    at: Milliseconds,
  }),
  'session-attention': t.strict({
    type: t.literal('session-attention'),
    name: t.string,
    activity: t.keyof({ idle: null, waiting: null }),
    at: Milliseconds,
  }),
  'tool-approval-request': t.strict({
    type: t.literal('tool-approval-request'),
    id: t.string,
    name: t.string,
    tool: t.string,
    preview: t.string,
    at: Milliseconds,
  }),
  'tool-approval-resolved': t.strict({
    type: t.literal('tool-approval-resolved'),
    id: t.string,
    name: t.string,
    at: Milliseconds,
  }),
  'card-changed': t.strict({ type: t.literal('card-changed'), card: CardJson, origin: Origin, at: Milliseconds }),
  'finish-progress': t.strict({ type: t.literal('finish-progress'), finish: FinishJson, at: Milliseconds }),
  'board-forecast': t.strict({ type: t.literal('board-forecast'), forecast: ForecastJson, at: Milliseconds }),
  'usage-progress': t.strict({ type: t.literal('usage-progress'), progress: ScanJson, at: Milliseconds }),
  'budget-level': t.strict({
    type: t.literal('budget-level'),
    budget: BudgetJson,
    was: t.keyof({ fine: null, near: null, exceeded: null }),
    at: Milliseconds,
  }),
  'card-removed': t.strict({ type: t.literal('card-removed'), id: t.string, origin: Origin, at: Milliseconds }),
} satisfies Readonly<Record<HubEvent['_tag'], t.Mixed>>

const Hello = t.strict({ type: t.literal('hello') })

/** `/api/notifications/events`. */
export const NOTIFICATIONS_CHANNEL = channel({
  path: '/api/notifications/events',
  summary: 'Every event of every session, and back what each tab shows',
  query: {},
  receives: RECEIVES,
  sends: { hello: Hello, ...EVENTS },
  binary: null,
  closes: { [TRY_AGAIN_LATER]: 'Too slow' },
})

export const HELLO = encodeFrame(NOTIFICATIONS_CHANNEL, { type: 'hello' })

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

type EventFrame = SentOn<typeof NOTIFICATIONS_CHANNEL>

/** Clients read cards and finishes in another shape, and every event's tag as `type`. */
function frameOf(event: HubEvent): EventFrame {
  if (event._tag === 'card-changed')
    return { type: event._tag, card: cardJson(event.card), origin: event.origin, at: event.at }
  if (event._tag === 'finish-progress') return { type: event._tag, finish: finishJson(event.finish), at: event.at }
  return withType(event)
}

type WithType<Event> = Event extends { readonly _tag: infer Tag } ? Omit<Event, '_tag'> & { readonly type: Tag } : never

const withType = <Event extends HubEvent>({ _tag, ...fields }: Event): WithType<Event> =>
  ({ type: _tag, ...fields }) as WithType<Event>

/** The event as clients read it. */
export const eventFrame = (event: HubEvent): string => encodeFrame(NOTIFICATIONS_CHANNEL, frameOf(event))

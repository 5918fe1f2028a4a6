import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { PresenceReport } from '../../../../application/attention/presence.js'
import type { ListedSubscription } from '../../../../application/push/subscriptions.js'
import type { ShownPlan } from '../../../../application/push/push-plans.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { always, from, isoTime, jsonOf, keyed, optional } from '../../../../infrastructure/codec/json-of.js'
import { Ok, route } from '../routing/route.js'

export const readPushKey = route({
  method: 'GET',
  path: '/api/push/vapid-public-key',
  tokens: 'anyone',
  rate: 'free',
  answers: { 200: keyed('publicKey', t.string) },
  errors: { PushNotConfigured: null },
  summary: 'The key that browsers subscribe with, base64url',
})

export const subscribePush = route({
  method: 'POST',
  path: '/api/push/subscribe',
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ subscription: t.unknown, deviceId: t.unknown, label: t.unknown })),
  answers: { 200: Ok },
  errors: { InvalidSubscription: null, TooManySubscriptions: null, PushNotConfigured: null },
  summary: 'Note a browser that wants to be called; the same endpoint again renews it',
})

export const unsubscribePush = route({
  method: 'DELETE',
  path: '/api/push/subscribe',
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ endpoint: t.unknown })),
  answers: { 200: jsonOf<boolean>()({ ok: always(true), removed: from(t.boolean, identity) }) },
  errors: { InvalidSubscription: 'Missing endpoint' },
  summary: 'Forget a browser',
})

export const testPush = route({
  method: 'POST',
  path: '/api/push/test',
  tokens: ['operator'],
  rate: 'write',
  answers: {
    200: jsonOf<number>()({
      ok: always(true),
      sent: from(integer, identity),
      note: optional(t.string, (sent) => (sent === 0 ? 'no subscriptions' : null)),
    }),
  },
  errors: {},
  summary: 'Send a test to every device and wait for what comes of it',
})

export const readPresence = route({
  method: 'GET',
  path: '/api/push/presence',
  tokens: ['operator'],
  rate: 'read',
  answers: {
    200: keyed(
      'presence',
      t.readonlyArray(
        jsonOf<PresenceReport & { readonly at: Instant; readonly ageMs: number }, 'at'>()({
          deviceId: t.string,
          session: nullable(t.string),
          visible: t.boolean,
          lastSeenAt: from(t.number, ({ at }) => at),
          ageMs: t.number,
        }),
      ),
    ),
  },
  errors: {},
  summary: 'What every open tab shows',
})

export const listSubscriptions = route({
  method: 'GET',
  path: '/api/push/subscriptions',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: {
    200: keyed(
      'subscriptions',
      t.readonlyArray(
        jsonOf<ListedSubscription>()({
          deviceId: t.string,
          label: nullable(t.string),
          createdAt: isoTime,
          isBroken: t.boolean,
        }),
      ),
    ),
  },
  errors: {},
  summary: 'Browsers that get messages',
})

const ClockTimeJson = nullable(t.string)
const QuietJson = nullable(t.readonly(t.strict({ from: t.string, to: t.string })))

const PlanJson = jsonOf<ShownPlan>()({
  reminderMinutes: integer,
  quiet: QuietJson,
  todayAt: ClockTimeJson,
  timeZone: t.string,
  contact: nullable(t.string),
})

export const readPushPlan = route({
  method: 'GET',
  path: '/api/push/plan',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: PlanJson },
  errors: {},
  summary: 'When people get messages: minutes between reminders, quiet hours, time of the message about the day',
})

export const changePushPlan = route({
  method: 'PATCH',
  path: '/api/push/plan',
  tokens: ['operator'],
  rate: 'write',
  isExact: true,
  body: t.partial({
    reminderMinutes: t.unknown,
    quiet: t.unknown,
    todayAt: t.unknown,
    timeZone: t.unknown,
    contact: t.unknown,
  }),
  answers: { 200: PlanJson },
  errors: { InvalidPushPlan: null },
  summary: 'Change when people get messages; `null` switches a part off',
})

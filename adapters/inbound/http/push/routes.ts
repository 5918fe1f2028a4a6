import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AttentionFeature } from '../../../../application/attention/attention-feature.js'
import type { PushFeature } from '../../../../application/push/push-feature.js'
import type { Clock } from '../../../../application/shared/clock.port.js'
import {
  invalidSubscription,
  pushNotConfigured,
  type DeviceNotSubscribed,
  type InvalidPushPlan,
  type InvalidSubscription,
  type PushNotConfigured,
  type TooManySubscriptions,
} from '../../../../domain/push/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export interface PushUseCases {
  readonly push: PushFeature
  readonly attention: Pick<AttentionFeature, 'presence'>
  readonly clock: Clock
}

export function pushRoutes({ push, attention, clock }: PushUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readPushKey, () => TE.fromNullable(pushNotConfigured)(push.publicKey)),
    bind(api.subscribePush, ({ body, caller }) =>
      push.subscribePush(body.subscription, body.deviceId, caller.token, body.label),
    ),
    bind(api.unsubscribePush, ({ body: { endpoint } }) =>
      typeof endpoint === 'string' && endpoint !== ''
        ? push.unsubscribePush(endpoint)
        : TE.left(invalidSubscription('endpoint')),
    ),
    bind(api.testPush, () => TE.fromTask(push.testPush)),
    bind(api.listSubscriptions, () => TE.right(push.listSubscriptions())),
    bind(api.readPushPlan, () => push.plans.read),
    bind(api.changePushPlan, ({ body }) => push.plans.change(body)),
    bind(api.readPresence, () => {
      const now = clock.now()
      return TE.right(attention.presence.all().map((report) => ({ ...report, ageMs: now - report.at })))
    }),
  ]
}

const SUBSCRIPTION_WORDS = {
  subscription: 'Missing subscription',
  device: 'Missing or invalid deviceId',
  endpoint: 'Invalid subscription',
  keys: 'Invalid subscription',
  host: 'Invalid subscription',
} as const

const PLAN_WORDS = {
  reminderMinutes: 'reminderMinutes: 0, or 5 to 1440',
  quiet: 'quiet: null, or two different times from and to as HH:MM',
  todayAt: 'todayAt: null or HH:MM',
  timeZone: 'timeZone: null or an IANA name',
  contact: 'contact: null, mailto: or https: with a domain',
} as const

export const PUSH_ROWS = {
  DeviceNotSubscribed: { status: 404, text: 'device-not-subscribed' },
  InvalidPushPlan: { status: 400, text: ({ part }) => PLAN_WORDS[part], more: ({ part }) => ({ part }) },
  InvalidSubscription: { status: 400, text: ({ part }) => SUBSCRIPTION_WORDS[part] },
  PushNotConfigured: { status: 503, text: 'VAPID not configured' },
  TooManySubscriptions: { status: 409, text: ({ max }) => `Too many subscriptions: ${String(max)} at most` },
} satisfies ErrorRows<
  DeviceNotSubscribed | InvalidPushPlan | InvalidSubscription | PushNotConfigured | TooManySubscriptions
>

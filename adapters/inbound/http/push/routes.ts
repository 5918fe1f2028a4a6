import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AttentionFeature } from '../../../../application/attention/attention-feature.js'
import type { PushFeature } from '../../../../application/push/push-feature.js'
import type { Clock } from '../../../../application/shared/clock.port.js'
import {
  invalidSubscription,
  pushNotConfigured,
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
    bind(api.subscribePush, ({ body, caller }) => push.subscribePush(body.subscription, body.deviceId, caller.token)),
    bind(api.unsubscribePush, ({ body: { endpoint } }) =>
      typeof endpoint === 'string' && endpoint !== ''
        ? push.unsubscribePush(endpoint)
        : TE.left(invalidSubscription('endpoint')),
    ),
    bind(api.testPush, () => TE.fromTask(push.testPush)),
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

export const PUSH_ROWS = {
  InvalidSubscription: { status: 400, text: ({ part }) => SUBSCRIPTION_WORDS[part] },
  PushNotConfigured: { status: 503, text: 'VAPID not configured' },
  TooManySubscriptions: { status: 409, text: ({ max }) => `Too many subscriptions: ${String(max)} at most` },
} satisfies ErrorRows<InvalidSubscription | PushNotConfigured | TooManySubscriptions>

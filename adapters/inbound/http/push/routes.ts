import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Presence } from '../../../../application/attention/presence.js'
import type { PushSender } from '../../../../application/push/push-sender.port.js'
import type { SubscribePush } from '../../../../application/push/subscribe-push.js'
import type { TestPush } from '../../../../application/push/test-push.js'
import type { UnsubscribePush } from '../../../../application/push/unsubscribe-push.js'
import type { Clock } from '../../../../application/shared/clock.port.js'
import { invalidSubscription, pushNotConfigured } from '../../../../domain/push/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

/** What the push routes drive. */
export interface PushUseCases {
  readonly pushSender: PushSender
  readonly subscribePush: SubscribePush
  readonly unsubscribePush: UnsubscribePush
  readonly testPush: TestPush
  readonly presence: Presence
  readonly clock: Clock
}

const OK = { ok: true } as const

export function pushRoutes(use: PushUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readPushKey, () => {
      const { publicKey } = use.pushSender
      return publicKey === null ? TE.left(pushNotConfigured) : TE.right({ status: 200, body: { publicKey } })
    }),
    bind(api.subscribePush, ({ body }) =>
      pipe(
        use.subscribePush(body.subscription, body.deviceId),
        TE.map(() => ({ status: 200, body: OK })),
      ),
    ),
    bind(api.unsubscribePush, ({ body: { endpoint } }) =>
      typeof endpoint === 'string' && endpoint !== ''
        ? pipe(
            use.unsubscribePush(endpoint),
            TE.map((removed) => ({ status: 200, body: { ...OK, removed } })),
          )
        : TE.left(invalidSubscription('endpoint')),
    ),
    bind(api.testPush, () =>
      pipe(
        TE.fromTask(use.testPush),
        TE.map((sent) => ({ status: 200, body: { ...OK, sent, ...(sent === 0 ? { note: 'no subscriptions' } : {}) } })),
      ),
    ),
    bind(api.readPresence, () => {
      const now = use.clock.now()
      const presence = use.presence.all().map(({ deviceId, session, visible, at }) => ({
        deviceId,
        session,
        visible,
        lastSeenAt: at,
        ageMs: now - at,
      }))
      return TE.right({ status: 200, body: { presence } })
    }),
  ]
}

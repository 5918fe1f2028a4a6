import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AttentionFeature } from '../../../../application/attention/attention-feature.js'
import type { PushFeature } from '../../../../application/push/push-feature.js'
import type { Clock } from '../../../../application/shared/clock.port.js'
import { invalidSubscription, pushNotConfigured } from '../../../../domain/push/errors.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export interface PushUseCases {
  readonly push: PushFeature
  readonly attention: Pick<AttentionFeature, 'presence'>
  readonly clock: Clock
}

const OK = { ok: true } as const

export function pushRoutes({ push, attention, clock }: PushUseCases): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readPushKey, () => {
      const { publicKey } = push
      return publicKey === null ? TE.left(pushNotConfigured) : TE.right({ status: 200, body: { publicKey } })
    }),
    bindAnswer(api.subscribePush, ({ body }) =>
      pipe(
        push.subscribePush(body.subscription, body.deviceId),
        TE.map(() => ({ status: 200, body: OK })),
      ),
    ),
    bindAnswer(api.unsubscribePush, ({ body: { endpoint } }) =>
      typeof endpoint === 'string' && endpoint !== ''
        ? pipe(
            push.unsubscribePush(endpoint),
            TE.map((removed) => ({ status: 200, body: { ...OK, removed } })),
          )
        : TE.left(invalidSubscription('endpoint')),
    ),
    bindAnswer(api.testPush, () =>
      pipe(
        TE.fromTask(push.testPush),
        TE.map((sent) => ({ status: 200, body: { ...OK, sent, ...(sent === 0 ? { note: 'no subscriptions' } : {}) } })),
      ),
    ),
    bindAnswer(api.readPresence, () => {
      const now = clock.now()
      const presence = attention.presence.all().map(({ deviceId, session, visible, at }) => ({
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

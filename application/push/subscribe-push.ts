import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  invalidSubscription,
  pushNotConfigured,
  type InvalidSubscription,
  type PushNotConfigured,
  type TooManySubscriptions,
} from '../../domain/push/errors.js'
import { parseDeviceId, parsePushTarget, permitted, subscribed } from '../../domain/push/subscription.js'
import type { Unavailable } from '../shared/errors.js'
import type { PushPorts } from './ports.js'

export type SubscribePushError = InvalidSubscription | TooManySubscriptions | PushNotConfigured | Unavailable
/** The first two as the browser sent them. A subscription by a named token ends with that token. */
export type SubscribePush = (
  subscription: unknown,
  deviceId: unknown,
  tokenId?: string,
) => TE.TaskEither<SubscribePushError, void>

/** Notes a browser that wants to be called. Repeating it is harmless; browsers do so at every start. */
export function makeSubscribePush(
  deps: Pick<PushPorts, 'subscriptions' | 'sender' | 'namedTokens' | 'clock'>,
): SubscribePush {
  const { subscriptions, sender, namedTokens, clock } = deps
  return (subscription, deviceId, tokenId) =>
    pipe(
      TE.Do,
      TE.bindW('target', () => TE.fromEither(parsePushTarget(subscription))),
      TE.bindW('device', () => TE.fromEither(parseDeviceId(deviceId))),
      TE.filterOrElseW(
        () => sender.publicKey !== null,
        () => pushNotConfigured,
      ),
      TE.bindW('isPublic', ({ target }) => TE.fromTask(sender.isPublic(target.endpoint))),
      TE.filterOrElseW(
        ({ isPublic }) => isPublic,
        () => invalidSubscription('host'),
      ),
      TE.flatMap(({ target, device }) =>
        subscriptions.update((all) => {
          const now = clock.now()
          return subscribed(permitted(all, namedTokens.current(), now), target, { deviceId: device, tokenId }, now)
        }),
      ),
      TE.asUnit,
    )
}

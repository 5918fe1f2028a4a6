import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PushSubscriptions } from '../../../application/push/push-subscriptions.port.js'
import type { PushSubscription } from '../../../domain/push/subscription.js'

/** In-memory push subscriptions. */
export function memoryPushSubscriptions(first: ReadonlyArray<PushSubscription> = []): PushSubscriptions {
  let subscriptions = first
  return {
    current: () => subscriptions,
    update: (change) =>
      TE.fromIOEither(() => {
        const changed = change(subscriptions)
        if (E.isRight(changed)) subscriptions = changed.right
        return changed
      }),
  }
}

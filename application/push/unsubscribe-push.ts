import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unsubscribed } from '../../domain/push/subscription.js'
import type { Unavailable } from '../shared/errors.js'
import type { PushSubscriptions } from './push-subscriptions.port.js'

/** Answers whether there was such a subscription. */
export type UnsubscribePush = (endpoint: string) => TE.TaskEither<Unavailable, boolean>
export interface UnsubscribePushDeps {
  readonly subscriptions: PushSubscriptions
}

/** Removes the subscription of a browser. */
export function makeUnsubscribePush({ subscriptions }: UnsubscribePushDeps): UnsubscribePush {
  return (endpoint) => {
    let wasThere = false
    return pipe(
      subscriptions.update((all) => {
        const rest = unsubscribed(all, endpoint)
        wasThere = rest !== all
        return E.right(rest)
      }),
      TE.map(() => wasThere),
    )
  }
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unsubscribed } from '../../domain/push/subscription.js'
import type { Unavailable } from '../shared/errors.js'
import type { PushPorts } from './ports.js'

/** Answers whether there was such a subscription. */
export type UnsubscribePush = (endpoint: string) => TE.TaskEither<Unavailable, boolean>

/** Removes the subscription of a browser. */
export function makeUnsubscribePush({ subscriptions }: Pick<PushPorts, 'subscriptions'>): UnsubscribePush {
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

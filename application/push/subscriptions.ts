import * as E from 'fp-ts/lib/Either.js'
import * as A from 'fp-ts/lib/ReadonlyArray.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  invalidSubscription,
  pushNotConfigured,
  type InvalidSubscription,
  type PushNotConfigured,
  type TooManySubscriptions,
} from '../../domain/push/errors.js'
import { attentionMessage } from '../../domain/push/message.js'
import {
  browserLabel,
  isBroken,
  parseDeviceId,
  parsePushTarget,
  permitted,
  subscribed,
  unsubscribed,
} from '../../domain/push/subscription.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import type { PushPorts, PushSteps } from './ports.js'

export type SubscribePushError = InvalidSubscription | TooManySubscriptions | PushNotConfigured | Unavailable
/** Subscription, device and label as the browser sent them. A subscription by a named token ends with that token. */
export type SubscribePush = (
  subscription: unknown,
  deviceId: unknown,
  tokenId?: string,
  label?: unknown,
) => TE.TaskEither<SubscribePushError, void>

/** Notes a browser that wants to be called. Repeating it is harmless; browsers do so at every start. */
export function makeSubscribePush(
  deps: Pick<PushPorts, 'subscriptions' | 'sender' | 'namedTokens' | 'clock'>,
): SubscribePush {
  const { subscriptions, sender, namedTokens, clock } = deps
  return (subscription, deviceId, tokenId, label) =>
    pipe(
      TE.Do,
      TE.bindW('target', () => TE.fromEither(parsePushTarget(subscription))),
      TE.bindW('device', () => TE.fromEither(parseDeviceId(deviceId))),
      TE.filterOrElseW(
        () => sender.publicKey !== null && sender.hasContact(),
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
          const owner = { deviceId: device, tokenId, label: browserLabel(label) }
          return subscribed(permitted(all, namedTokens.current(), now), target, owner, now)
        }),
      ),
      TE.asUnit,
    )
}

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

/** Answers how many subscriptions there are, once every delivery has come to its end. */
export type TestPush = T.Task<number>

/** Sends what a session that waits would send, also to devices that are taken for broken. */
export function makeTestPush(deps: Pick<PushSteps, 'subscriptions' | 'queue' | 'prefix'>): TestPush {
  const { subscriptions, queue, prefix } = deps
  const message = attentionMessage({ name: `${prefix}test`, activity: 'waiting' }, prefix)
  return pipe(
    T.fromIO(subscriptions.current),
    T.flatMap(A.traverse(T.ApplicativePar)((subscription) => queue.deliver(subscription, message))),
    T.map((delivered) => delivered.length),
  )
}

/** Browser that gets messages. */
export interface ListedSubscription {
  readonly deviceId: string
  /** Name of the paired device, else that of the browser; `null` for none. */
  readonly label: string | null
  readonly createdAt: Instant
  /** True after so many failures that nothing is sent until it subscribes again. */
  readonly isBroken: boolean
}

/** Browsers that get messages, in the order of their subscriptions; each once. */
export type ListSubscriptions = () => ReadonlyArray<ListedSubscription>

export function makeListSubscriptions({
  subscriptions,
  namedTokens,
}: Pick<PushPorts, 'subscriptions' | 'namedTokens'>): ListSubscriptions {
  return () => {
    const byDevice = new Map<string, ListedSubscription>()
    for (const one of subscriptions.current()) {
      const { deviceId, createdAt, tokenId, label = null } = one
      const token = namedTokens.current().find(({ id }) => id === tokenId)
      if (byDevice.get(deviceId)?.isBroken === false) continue
      byDevice.set(deviceId, { deviceId, label: token?.label ?? label, createdAt, isBroken: isBroken(one) })
    }
    return [...byDevice.values()]
  }
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { PushSubscription } from '../../../domain/push/subscription.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const orNull = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])

const StoredSubscription = t.intersection([
  t.strict({
    endpoint: t.string,
    expirationTime: orNull(t.number),
    keys: t.strict({ p256dh: t.string, auth: t.string }),
    deviceId: t.string,
    createdAt: t.number,
    failedAttempts: t.number,
    lastError: orNull(t.strict({ at: t.number, statusCode: orNull(t.number), reason: orNull(t.string) })),
  }),
  t.exact(t.partial({ tokenId: t.string, label: t.string })),
])

/** Content of older installations: entries without a device id are dropped, omitted fields become null. */
function fromOlderInstallation({ subscriptions }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries: ReadonlyArray<unknown> = Array.isArray(subscriptions) ? subscriptions : []
  const whole = entries
    .filter((entry) => t.type({ deviceId: t.string }).is(entry))
    .map((entry) => ({ expirationTime: null, failedAttempts: 0, lastError: null, ...entry }))
  return { subscriptions: whole }
}

/** `push-subscriptions.json`. */
export const pushSubscriptionsSpec = (folder: StateFolder): JsonStoreSpec<ReadonlyArray<PushSubscription>> => ({
  ...folder,
  file: join(folder.path, 'push-subscriptions.json'),
  version: 1,
  migrate: [fromOlderInstallation],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(t.strict({ subscriptions: t.readonlyArray(StoredSubscription) })),
      E.map(({ subscriptions }) => subscriptions),
    ),
  encode: (subscriptions) => ({ subscriptions }),
})

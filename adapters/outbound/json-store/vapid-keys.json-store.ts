import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

/** The pair that the hub signs pushes with, base64url. RFC 8292. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** `null` until it is made. */
type StoredVapidKeys = VapidKeys | null

/** `vapid-keys.json`. Losing it loses every subscription, as browsers subscribe with the public key. */
export const vapidKeysSpec = (folder: StateFolder): JsonStoreSpec<StoredVapidKeys> => ({
  ...folder,
  file: join(folder.path, 'vapid-keys.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: null,
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(t.strict({ keys: t.union([t.strict({ publicKey: t.string, privateKey: t.string }), t.null]) })),
      E.map(({ keys }) => keys),
    ),
  encode: (keys) => ({ keys }),
})

/** The stored keys, made and written on the first call. */
export const vapidKeysOf = (
  store: JsonStore<StoredVapidKeys>,
  newKeys: () => VapidKeys,
): TE.TaskEither<Unavailable, VapidKeys> => {
  const made = newKeys()
  return pipe(
    store.update((keys) => E.right(keys ?? made)),
    TE.map((keys) => keys ?? made),
  )
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { Instant } from '../../../domain/shared/instant.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const Stored = t.strict({ bootMs: t.refinement(t.number, Number.isSafeInteger, 'Milliseconds') })

/** `boot.json`: the mark of the last start, 0 before the first. */
export const bootMarkSpec = (folder: StateFolder): JsonStoreSpec<Instant> => ({
  ...folder,
  file: join(folder.path, 'boot.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: 0,
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(Stored),
      E.map(({ bootMs }) => bootMs),
    ),
  encode: (bootMs) => ({ bootMs }),
})

/**
 * Mark of this start: the time, and always greater than the mark of the previous start even if the clock went back.
 * Clients reload when they receive a greater one.
 */
export const markBoot = (store: JsonStore<Instant>, now: Instant): TE.TaskEither<Unavailable, Instant> =>
  store.update((last) => E.right(Math.max(now, last + 1)))

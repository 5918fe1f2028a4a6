import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { memoizeLast } from '../../../application/shared/memoize-last.js'
import type { SettingsStore } from '../../../application/settings/settings-store.port.js'
import { validSettings, type Settings } from '../../../domain/settings/settings.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

/** All entries of the file, so that entries unknown to this version survive a write. */
export type StoredSettings = Readonly<Record<string, unknown>>

/** `settings.json`: overrides only. */
export const settingsSpec = (folder: StateFolder): JsonStoreSpec<StoredSettings> => ({
  ...folder,
  file: join(folder.path, 'settings.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: {},
  decode: decodeWith(t.UnknownRecord),
  encode: (stored) => stored,
})

/** The settings over their state file. What is not set there follows `defaults`. */
export function jsonSettingsStore(store: JsonStore<StoredSettings>, defaults: Settings): SettingsStore {
  const inForce = memoizeLast((stored: StoredSettings): Settings => ({ ...defaults, ...validSettings(stored) }))
  return {
    read: TE.fromIO(() => inForce(store.current())),
    change: (changes) =>
      pipe(
        store.update((stored) => {
          const isSet = Object.entries(changes).every(([key, value]) => stored[key] === value)
          return E.right(isSet ? stored : { ...stored, ...changes })
        }),
        TE.map(inForce),
      ),
  }
}

import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SettingsStore } from '../../../application/settings/settings-store.port.js'
import { DEFAULT_SETTINGS, type Settings } from '../../../domain/settings/settings.js'

/** Settings that are forgotten with the process. */
export function memorySettingsStore(defaults: Settings = DEFAULT_SETTINGS): SettingsStore {
  let settings = defaults
  return {
    read: TE.fromIO(() => settings),
    change: (changes) =>
      TE.fromIO(() => {
        settings = { ...settings, ...changes }
        return settings
      }),
  }
}

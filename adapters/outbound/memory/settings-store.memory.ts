import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SettingsStore } from '../../../application/settings/settings-store.port.js'
import { DEFAULT_SETTINGS, type Settings } from '../../../domain/settings/settings.js'

/** Stored settings. Stores that share one object read each other's settings. */
export interface MemorySettings {
  overrides: Partial<Settings>
}

/** In-memory settings. */
export function memorySettingsStore(
  defaults: Settings = DEFAULT_SETTINGS,
  memory: MemorySettings = { overrides: {} },
): SettingsStore {
  const inForce = (): Settings => ({ ...defaults, ...memory.overrides })
  return {
    read: TE.fromIO(inForce),
    change: (changes) =>
      TE.fromIO(() => {
        memory.overrides = { ...memory.overrides, ...changes }
        return inForce()
      }),
  }
}

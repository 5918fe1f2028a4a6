import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings/settings.js'
import type { Mutants } from './mutants.js'
import type { SettingsStoreHarness } from './settings-store.contract.js'

const broken =
  (change: (store: SettingsStore, defaults: Settings) => Partial<SettingsStore>) =>
  (scene: SettingsStoreHarness): SettingsStoreHarness => ({
    ...scene,
    open: async (defaults) => {
      const store = await scene.open(defaults)
      return { ...store, ...change(store, defaults) }
    },
  })

/** Broken stores of settings. */
export const settingsStoreMutants: Mutants<SettingsStoreHarness> = {
  'follows the defaults where nothing is set': {
    'has defaults of its own': broken(() => ({ read: TE.right(DEFAULT_SETTINGS) })),
  },
  'sets what it is given, and leaves the rest': {
    'resets what a change does not name': broken((store, defaults) => ({
      change: (changes) => store.change({ ...defaults, ...changes }),
    })),
    'stores nothing': broken((store) => ({ change: () => store.read })),
    'answers with the changes only': broken((store) => ({
      change: (changes) =>
        pipe(
          store.change(changes),
          TE.map(() => ({ ...DEFAULT_SETTINGS, ...changes })),
        ),
    })),
  },
  'applies changes in the order of the calls': {
    'applies the first of several changes last': broken((store) => {
      let isFirst = true
      return {
        change: (changes) => async () => {
          const waits = isFirst
          isFirst = false
          for (let turn = 0; waits && turn < 10; turn++) await Promise.resolve()
          return store.change(changes)()
        },
      }
    }),
  },
  'stores only what was set: other defaults later on show through': {
    'stores the defaults of the first run': broken((store, defaults) => ({
      change: (changes) => store.change({ ...defaults, ...changes }),
    })),
  },
}

import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ChangeSettings } from '../../../../application/settings/change-settings.js'
import type { SettingsStore } from '../../../../application/settings/settings-store.port.js'
import { stateFaultWords, type StateFault } from '../../../../application/shared/state-fault.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

/** What the settings routes drive. */
export interface SettingsUseCases {
  readonly settingsStore: SettingsStore
  readonly changeSettings: ChangeSettings
  readonly status: T.Task<api.Status>
  /** Whether speech can be transcribed right now. */
  readonly isVoiceReady: T.Task<boolean>
  readonly speechLanguage: string
  readonly features: Omit<api.Features, 'voice'>
  readonly stateFaults: ReadonlyArray<StateFault>
}

export function settingsRoutes(use: SettingsUseCases): ReadonlyArray<Binding> {
  const features: T.Task<api.Features> = async () => ({
    ...use.features,
    voice: { enabled: await use.isVoiceReady(), lang: use.speechLanguage },
  })
  const stateFaults = use.stateFaults.map((fault) => ({ ...fault, mend: stateFaultWords(fault).mend }))
  return [
    bind(api.readSettings, () =>
      pipe(
        TE.Do,
        TE.bind('settings', () => use.settingsStore.read),
        TE.bindW('status', () => TE.fromTask(use.status)),
        TE.bindW('features', () => TE.fromTask(features)),
        TE.map(({ settings, status, features }) => ({
          status: 200,
          body: { settings, status, features, stateFaults },
        })),
      ),
    ),
    bind(api.changeSettings, ({ body, caller }) =>
      pipe(
        use.changeSettings(body, caller),
        TE.map((settings) => ({ status: 200, body: { settings } })),
      ),
    ),
  ]
}

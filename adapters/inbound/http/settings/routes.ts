import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServerFeature } from '../../../../application/server/server-feature.js'
import type { ServerStatus } from '../../../../application/server/read-server-status.js'
import { stateFaultWords, type StateFault } from '../../../../application/shared/state-fault.js'
import type { SettingsFeature } from '../../../../application/settings/settings-feature.js'
import type { VoiceFeature } from '../../../../application/voice/voice-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export interface SettingsArgs extends SettingsFeature, Pick<ServerFeature, 'readServerStatus'> {
  readonly version: string
  readonly voice: Pick<VoiceFeature, 'isReady' | 'speechLanguage'>
  readonly features: Omit<api.Features, 'voice'>
  readonly stateFaults: ReadonlyArray<StateFault>
}

/** Sessions are 0 while the session host does not answer. */
export const statusJson = (version: string, { uptimeMs, sessions, viewers }: ServerStatus): api.Status => ({
  version,
  uptimeSeconds: Math.floor(uptimeMs / 1000),
  sessions: sessions ?? 0,
  activePtys: viewers,
})

export function settingsRoutes(use: SettingsArgs): ReadonlyArray<Binding> {
  const features: T.Task<api.Features> = async () => ({
    ...use.features,
    voice: { enabled: await use.voice.isReady(), lang: use.voice.speechLanguage },
  })
  const stateFaults = use.stateFaults.map((fault) => ({ ...fault, mend: stateFaultWords(fault).mend }))
  return [
    bindAnswer(api.readSettings, () =>
      pipe(
        TE.Do,
        TE.bind('settings', () => use.readSettings),
        TE.bindW('status', () => TE.fromTask(use.readServerStatus)),
        TE.bindW('features', () => TE.fromTask(features)),
        TE.map(({ settings, status, features }) => ({
          status: 200,
          body: { settings, status: statusJson(use.version, status), features, stateFaults },
        })),
      ),
    ),
    bindAnswer(api.changeSettings, ({ body, caller }) =>
      pipe(
        use.changeSettings(body, caller),
        TE.map((settings) => ({ status: 200, body: { settings } })),
      ),
    ),
  ]
}

import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SettingName, Settings } from '../../domain/settings/settings.js'
import type { MataFeature } from '../mata/mata-feature.js'
import type { PushFeature } from '../push/push-feature.js'
import type { ServerStatus } from '../server/read-server-status.js'
import type { ServerFeature } from '../server/server-feature.js'
import type { SettingsReader } from '../settings/settings-store.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { StateFault } from '../shared/state-fault.js'
import type { VoiceFeature } from '../voice/voice-feature.js'
import type { HooksPorts, HooksSteps } from '../hooks/ports.js'
import type { ApprovalsPorts } from '../approvals/ports.js'
import type { SessionsPorts, SessionsSteps } from '../sessions/ports.js'

/** Capabilities that the environment enables, and the folders that the hub reads. */
export interface ConfiguredFeatures {
  readonly preview: { readonly enabled: boolean; readonly host: string | null }
  readonly cfAccess: { readonly enabled: boolean }
  readonly projectRoots: ReadonlyArray<string>
  readonly browseRoots: ReadonlyArray<string>
  readonly defaultProjectDir: string
  /** Home folder of the user that sessions run as. */
  readonly home: string
  readonly sessionPrefix: string
}

export interface HubFeatures extends ConfiguredFeatures {
  readonly voice: { readonly enabled: boolean; readonly lang: string }
  readonly push: { readonly configured: boolean }
  readonly simulator: { readonly installed: boolean }
}

/** Settings, status and capabilities of the hub. */
export interface HubOverview {
  readonly version: string
  readonly settings: Settings
  readonly status: ServerStatus
  readonly features: HubFeatures
  /** Faults of state files at the start of the hub. */
  readonly stateFaults: ReadonlyArray<StateFault>
}

/** Dependencies of the use cases that read settings. */
type Readers =
  | (Pick<ApprovalsPorts, 'ledger' | 'history' | 'settings' | 'host' | 'directory' | 'feed' | 'audit' | 'clock'> &
      Pick<ApprovalsPorts, 'log'>)
  | (Pick<SessionsPorts, 'agents' | 'host' | 'record' | 'settings' | 'clock' | 'prefix'> &
      Pick<SessionsSteps, 'readLiveSessions' | 'tokens' | 'reviveAll' | 'updateSessionRecords'>)
  | Pick<ApprovalsPorts, 'rules' | 'settings' | 'host' | 'audit'>
  | (Pick<HooksPorts, 'settings' | 'environment' | 'scripts' | 'answerSigner' | 'hubUrl' | 'node' | 'agents'> &
      Pick<HooksPorts, 'agentSettings' | 'projectSettings'> &
      Pick<HooksSteps, 'rulesInForce'>)
  | Pick<SessionsSteps, 'settings' | 'updateSessionRecords' | 'remembered'>
  | (Pick<SessionsPorts, 'agents' | 'host' | 'directory' | 'secrets' | 'settings' | 'hubUrl' | 'ownProgram'> &
      Pick<SessionsPorts, 'withLock'> &
      Pick<SessionsSteps, 'tokens' | 'lastSize' | 'guardStart' | 'endFormerRun'>)

type ReadBy<Deps> = Deps extends { readonly settings: { readonly read: TE.TaskEither<unknown, infer Read> } }
  ? keyof Read & SettingName
  : never

export type ReadHubOverview = TE.TaskEither<Unavailable, HubOverview>
export interface ReadHubOverviewDeps extends Pick<HubOverview, 'version' | 'stateFaults'> {
  readonly features: ConfiguredFeatures
  /** The settings that use cases read: with a row of the table that none reads, `HubOverview` does not compile. */
  readonly settings: { readonly readSettings: SettingsReader<ReadBy<Readers>>['read'] }
  readonly server: Pick<ServerFeature, 'readServerStatus'>
  readonly voice: Pick<VoiceFeature, 'isReady' | 'speechLanguage'>
  readonly push: Pick<PushFeature, 'publicKey'>
  readonly mata: Pick<MataFeature, 'isInstalled'>
}

export function makeReadHubOverview(deps: ReadHubOverviewDeps): ReadHubOverview {
  const { version, stateFaults, features, voice, push, mata } = deps
  const readFeatures = async (): Promise<HubFeatures> => ({
    ...features,
    voice: { enabled: await voice.isReady(), lang: voice.speechLanguage },
    push: { configured: push.publicKey !== null },
    simulator: { installed: await mata.isInstalled() },
  })
  return pipe(
    deps.settings.readSettings,
    TE.bindTo('settings'),
    TE.bind('status', () => TE.fromTask(deps.server.readServerStatus)),
    TE.bind('features', () => TE.fromTask(readFeatures)),
    TE.map((read) => ({ ...read, version, stateFaults })),
  )
}

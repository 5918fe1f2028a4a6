import type { Alarms } from '../approvals/alarms.js'
import type { AnswerSigner } from '../approvals/answer-signer.port.js'
import type { RulesInForce } from '../approvals/rules-in-force.js'
import type { Secrets } from '../approvals/secrets.port.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Job } from '../shared/job.js'
import type { HookScripts } from './agent-settings.port.js'
import { makeFindUngatedSessions, type FindUngatedSessions } from './find-ungated-sessions.js'
import { makeGuardStart } from './guard-start.js'
import type { ManagedSettings } from './managed-settings.port.js'
import type { ProjectAgentSettings } from './project-agent-settings.port.js'
import { makeWatchProjectSettings } from './watch-project-settings.js'

/** Settings of coding agents that make them ask the hub, and checks that they are in force. */
export interface HooksFeature {
  readonly guardStart: GuardStart
  readonly findUngatedSessions: FindUngatedSessions
  readonly jobs: ReadonlyArray<Job>
}

export interface HooksDeps {
  readonly host: SessionHost
  readonly rulesInForce: RulesInForce
  readonly alarms: Alarms
  readonly settings: SettingsStore
  readonly projectSettings: ProjectAgentSettings
  readonly managed: Pick<ManagedSettings, 'read'>
  readonly scripts: HookScripts
  readonly answerSigner: AnswerSigner
  readonly secrets: Secrets
  readonly clock: Clock
  readonly hubUrl: string
  /** Absolute path of the Node that runs the scripts. */
  readonly node: string
}

export const makeHooks = (deps: HooksDeps): HooksFeature => ({
  guardStart: makeGuardStart(deps),
  findUngatedSessions: makeFindUngatedSessions(deps),
  jobs: [{ name: 'watch of project settings', start: makeWatchProjectSettings(deps) }],
})

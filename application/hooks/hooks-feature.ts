import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { Job } from '../shared/job.js'
import {
  makeFindUngatedSessions,
  type FindUngatedSessions,
  type FindUngatedSessionsDeps,
} from './find-ungated-sessions.js'
import { makeGuardStart, type GuardStartDeps } from './guard-start.js'
import { makeWatchProjectSettings, type WatchProjectSettingsDeps } from './watch-project-settings.js'

/** Settings of coding agents that make them ask the hub, and checks that they are in force. */
export interface HooksFeature {
  readonly guardStart: GuardStart
  readonly findUngatedSessions: FindUngatedSessions
  readonly jobs: ReadonlyArray<Job>
}

type StepDeps = GuardStartDeps & FindUngatedSessionsDeps & WatchProjectSettingsDeps
type FromApprovals = 'rulesInForce' | 'alarms'

export interface HooksDeps extends Omit<StepDeps, FromApprovals> {
  readonly approvals: Pick<ApprovalsFeature, FromApprovals>
}

export function makeHooks({ approvals, ...ports }: HooksDeps): HooksFeature {
  const deps = { ...ports, ...approvals }
  return {
    guardStart: makeGuardStart(deps),
    findUngatedSessions: makeFindUngatedSessions(deps),
    jobs: [makeWatchProjectSettings(deps)],
  }
}

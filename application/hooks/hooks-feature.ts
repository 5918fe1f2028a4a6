import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { Job } from '../shared/job.js'
import {
  makeFindUngatedSessions,
  type FindUngatedSessions,
  type FindUngatedSessionsDeps,
} from './find-ungated-sessions.js'
import { makeGuardStart, type GuardStartDeps } from './guard-start.js'
import { makeInstallHooks, type InstallHooks, type InstallHooksDeps } from './install-hooks.js'
import { makeManageHooks, type ManageHooks, type ManageHooksDeps } from './manage-hooks.js'
import {
  makeWatchProjectSettings,
  type GateWeaknesses,
  type WatchProjectSettingsDeps,
} from './watch-project-settings.js'

/** Settings of coding agents that make them ask the hub, and checks that they are in force. */
export interface HooksFeature {
  readonly guardStart: GuardStart
  readonly findUngatedSessions: FindUngatedSessions
  readonly gateWeaknesses: () => GateWeaknesses
  /** `null` without a coding CLI that has hooks. */
  readonly manageHooks: ManageHooks | null
  readonly installHooks: InstallHooks
  readonly jobs: ReadonlyArray<Job>
}

type StepDeps = GuardStartDeps & FindUngatedSessionsDeps & WatchProjectSettingsDeps
type FromApprovals = 'rulesInForce' | 'alarms'

export interface HooksDeps extends Omit<StepDeps, FromApprovals>, Pick<InstallHooksDeps, 'audit'> {
  readonly approvals: Pick<ApprovalsFeature, FromApprovals>
  readonly agentSettings: ManageHooksDeps['settings']
  readonly managed: NonNullable<ManageHooksDeps['managed']>
  readonly sessionUid: ManageHooksDeps['uid']
  readonly projectStore: Pick<ProjectStore, 'read'>
}

export function makeHooks({ approvals, ...ports }: HooksDeps): HooksFeature {
  const deps = { ...ports, ...approvals }
  const manageHooks = makeManageHooksOf(ports)
  const { job, gateWeaknesses } = makeWatchProjectSettings(deps)
  return {
    guardStart: makeGuardStart(deps),
    findUngatedSessions: makeFindUngatedSessions(deps),
    gateWeaknesses,
    manageHooks,
    installHooks: makeInstallHooks({ ...deps, manageHooks }),
    jobs: [job],
  }
}

function makeManageHooksOf(ports: Omit<HooksDeps, 'approvals'>): ManageHooks | null {
  const agentGate = ports.agents.find(({ gate }) => gate !== null)?.gate ?? null
  if (agentGate === null) return null
  return makeManageHooks({
    ...ports,
    agentGate,
    settings: ports.agentSettings,
    answerKey: TE.right(ports.answerSigner.publicKey),
    uid: ports.sessionUid,
    directories: pipe(
      ports.projectStore.read,
      TE.match(
        () => [],
        ({ projects }) => projects.map(({ path }) => path),
      ),
    ),
  })
}

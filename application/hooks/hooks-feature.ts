import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { Job } from '../shared/job.js'
import { makeFindUngatedSessions, type FindUngatedSessions } from './find-ungated-sessions.js'
import { makeGuardStart } from './guard-start.js'
import { makeInstallHooks, makeManageHooks, type InstallHooks, type ManageHooks } from './manage-hooks.js'
import { makeWatchProjectSettings, type GateWeaknesses } from './watch-project-settings.js'
import type { HooksPorts } from './ports.js'

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

export function makeHooks({ approvals, ...ports }: HooksPorts): HooksFeature {
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

function makeManageHooksOf(ports: Omit<HooksPorts, 'approvals'>): ManageHooks | null {
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

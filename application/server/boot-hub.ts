import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Alarms } from '../approvals/alarms.js'
import type { RecoverApprovals } from '../approvals/recover-approvals.js'
import type { ReconcileBoard } from '../board/reconcile-board.js'
import type { RecoverFinishes } from '../board/finish/recover-finishes.js'
import type { DiscoverProjects } from '../projects/discover-projects.js'
import type { BootSessions, NoteNames } from '../sessions/revive-sessions.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Log } from '../shared/log.port.js'

/** Brings the state in order and starts the background work. */
export type BootHub = T.Task<void>
export interface BootHubDeps {
  readonly noteNames: NoteNames
  readonly recoverApprovals: RecoverApprovals
  readonly alarms: Pick<Alarms, 'recover'>
  readonly bootSessions: BootSessions
  /** Starts the background work. */
  readonly startJobs: () => void
  readonly discoverProjects: DiscoverProjects
  readonly reconcileBoard: ReconcileBoard
  readonly recoverFinishes: Pick<RecoverFinishes, 'now'>
  readonly log: Log
}

/**
 * Recovers approvals and sessions before jobs and requests can change them. A grant of a former run is recovered before the id
 * of its session can go to another run, which drops it. Slow steps (folders, remotes, sessions that start again) run in the
 * background. A failed step is logged and does not stop the others.
 */
export function makeBootHub(deps: BootHubDeps): BootHub {
  const attempt = async <A>(failure: string, step: TE.TaskEither<Unavailable, A>): Promise<A | undefined> => {
    const done = await step()
    if (E.isRight(done)) return done.right
    deps.log.error(failure, { detail: done.left.detail })
    return undefined
  }

  return async () => {
    await attempt('names of sessions could not be read', deps.noteNames)
    await attempt('approvals could not be recovered', deps.recoverApprovals)
    const revive = await attempt('sessions could not be revived', deps.bootSessions)
    await attempt('alarms could not be recovered', deps.alarms.recover)
    deps.startJobs()
    detach('search for projects', deps.discoverProjects)
    await attempt('the board could not be put right', deps.reconcileBoard)
    detach('recovery of finishes', () => deps.recoverFinishes.now())
    if (revive !== undefined) detach('revival of sessions', revive)
  }
}

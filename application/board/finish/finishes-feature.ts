import { makeCheckFinish, makeReadPreflight, type ReadPreflight } from './check-finish.js'
import { makeClearObstacle, type ClearObstacle } from './clear-obstacle.js'
import { makeFinishCard, makeOpenFinish, type FinishCard } from './finish-card.js'
import { makeFinishJobs, type FinishJobs } from './finish-jobs.js'
import { makeFollowForecasts } from '../forecast-board.js'
import { makeForecastConflicts, type ForecastConflicts } from '../forecast-conflicts.js'
import { makeNoteFinish, makeResumeFinish, makeFinalizeFinish } from './finalize-finish.js'
import { makePublishFinish } from './publish-finish.js'
import { makeRecoverFinishes, type RecoverFinishes } from './recover-finishes.js'
import { makeRestoreFinished } from './restore-finished.js'
import { makeRemoveWorktree, type RemoveWorktree } from './remove-worktree.js'
import { makeUndoFinish, type UndoFinish } from './undo-finish.js'
import type { Job } from '../../shared/job.js'
import type { FinishPorts } from './ports.js'

/** Merges of cards into the base branch of their project. */
export interface FinishesFeature {
  readonly readPreflight: ReadPreflight
  readonly clearObstacle: ClearObstacle
  readonly finishCard: FinishCard
  readonly finishJobs: FinishJobs
  readonly undoFinish: UndoFinish
  readonly removeWorktree: RemoveWorktree
  readonly recoverFinishes: RecoverFinishes
  readonly forecastConflicts: ForecastConflicts
  readonly jobs: ReadonlyArray<Job>
}

export function makeFinishes(deps: FinishPorts): FinishesFeature {
  const noteFinish = makeNoteFinish(deps)
  const openFinish = makeOpenFinish(deps)
  const checkFinish = makeCheckFinish(deps)
  const publishFinish = makePublishFinish({ ...deps, noteFinish })
  const finalizeFinish = makeFinalizeFinish({ ...deps, noteFinish })
  const resumeFinish = makeResumeFinish({ ...deps, noteFinish, publishFinish, finalizeFinish })
  const steps = { ...deps, noteFinish, openFinish, checkFinish, publishFinish, finalizeFinish, resumeFinish }
  const finishCard = makeFinishCard(steps)
  const undoFinish = makeUndoFinish({ ...steps, restoreFinished: makeRestoreFinished(deps) })
  const recoverFinishes = makeRecoverFinishes({ ...steps, undoFinish })
  const forecastConflicts = makeForecastConflicts(deps)
  return {
    readPreflight: makeReadPreflight(steps),
    clearObstacle: makeClearObstacle(steps),
    finishCard,
    finishJobs: makeFinishJobs({ ...steps, finishCard }),
    undoFinish,
    removeWorktree: makeRemoveWorktree(steps),
    recoverFinishes,
    forecastConflicts,
    jobs: [
      { name: 'conflict forecasts', start: makeFollowForecasts({ ...deps, forecastConflicts }) },
      { name: 'recovery of finishes', start: recoverFinishes.follow },
    ],
  }
}

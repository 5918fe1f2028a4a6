import {
  makeCommitStaged,
  makeDiscardChange,
  makeRestoreDiscarded,
  makeInWorkTree,
  makeStageHunk,
  makeUnstageHunk,
  makeStageChanges,
  makeUnstageChanges,
  type CommitStaged,
  type DiscardChange,
  type RestoreDiscarded,
  type StageHunk,
  type StageChanges,
} from './change-work-tree.js'
import { makeFollowActivity } from './follow-activity.js'
import {
  makeReadBranchDiff,
  makeReadBranches,
  makeReadCommit,
  makeReadLog,
  type ReadBranchDiff,
  type ReadBranches,
  type ReadCommit,
  type ReadLog,
} from './read-history.js'
import {
  makeReadChanges,
  makeReadFileMarkers,
  makeReadFileMarkersInTime,
  type ReadChanges,
  type ReadFileMarkers,
  type ReadFileMarkersInTime,
} from './read-changes.js'
import { makeReadGlance, type ReadGlance } from './read-glance.js'
import { makeRepoSummaries, type RepoSummaries } from './repo-summaries.js'
import type { Job } from '../shared/job.js'
import type { RepoPorts } from './ports.js'

/** Git repositories that sessions and projects lie in. */
export interface RepoFeature {
  readonly readChanges: ReadChanges
  readonly readLog: ReadLog
  readonly readBranches: ReadBranches
  readonly readCommit: ReadCommit
  readonly readBranchDiff: ReadBranchDiff
  readonly readFileMarkers: ReadFileMarkers
  readonly readFileMarkersInTime: ReadFileMarkersInTime
  readonly readGlance: ReadGlance
  readonly stageChanges: StageChanges
  readonly unstageChanges: StageChanges
  readonly stageHunk: StageHunk
  readonly unstageHunk: StageHunk
  readonly discardChange: DiscardChange
  readonly restoreDiscarded: RestoreDiscarded
  readonly commitStaged: CommitStaged
  readonly repoSummaries: RepoSummaries
  readonly jobs: ReadonlyArray<Job>
}

export function makeRepo({ files, sessions, ...ports }: RepoPorts): RepoFeature {
  const deps = { ...ports, locate: sessions.locateSession }
  const changing = { ...deps, inWorkTree: makeInWorkTree(deps) }
  const repoSummaries = makeRepoSummaries(deps)
  const readFileMarkers = makeReadFileMarkers({ ...deps, ...files })
  return {
    readChanges: makeReadChanges(deps),
    readLog: makeReadLog(deps),
    readBranches: makeReadBranches(deps),
    readCommit: makeReadCommit(deps),
    readBranchDiff: makeReadBranchDiff(deps),
    readFileMarkers,
    readFileMarkersInTime: makeReadFileMarkersInTime({ ...deps, readFileMarkers }),
    readGlance: makeReadGlance({ ...deps, ...files }),
    stageChanges: makeStageChanges(changing),
    unstageChanges: makeUnstageChanges(changing),
    stageHunk: makeStageHunk(changing),
    unstageHunk: makeUnstageHunk(changing),
    discardChange: makeDiscardChange(changing),
    restoreDiscarded: makeRestoreDiscarded(changing),
    commitStaged: makeCommitStaged(changing),
    repoSummaries,
    jobs: [
      { name: 'repository activity', start: makeFollowActivity({ ...deps, summaries: repoSummaries }) },
      { name: 'repository summaries', start: () => repoSummaries.close },
    ],
  }
}

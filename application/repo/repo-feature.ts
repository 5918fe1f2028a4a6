import { makeCommitStaged, type CommitStaged } from './commit-staged.js'
import { makeDiscardChange, makeRestoreDiscarded, type DiscardChange, type RestoreDiscarded } from './discard-change.js'
import { makeFollowActivity } from './follow-activity.js'
import { makeInWorkTree } from './in-work-tree.js'
import { makeReadBranchDiff, type ReadBranchDiff } from './read-branch-diff.js'
import { makeReadBranches, type ReadBranches } from './read-branches.js'
import { makeReadChanges, type ReadChanges } from './read-changes.js'
import { makeReadCommit, type ReadCommit } from './read-commit.js'
import {
  makeReadFileMarkers,
  makeReadFileMarkersInTime,
  type ReadFileMarkers,
  type ReadFileMarkersInTime,
} from './read-file-markers.js'
import { makeReadGlance, type ReadGlance } from './read-glance.js'
import { makeReadLog, type ReadLog } from './read-log.js'
import { makeRepoSummaries, type RepoSummaries } from './repo-summaries.js'
import { makeStageHunk, makeUnstageHunk, type StageHunk } from './stage-hunk.js'
import { makeStageChanges, makeUnstageChanges, type StageChanges } from './stage-changes.js'
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

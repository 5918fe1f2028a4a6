import type { Finish } from './finish.js'
import { OBSTACLES, type Obstacle } from './finish-reason.js'
import type { CommitLine, MergeTrial, Repository, WorktreeState } from './repository.js'
import type { BranchName } from '../repo/refs.js'

/** Base branch of `origin` compared to the local one. */
export type RemoteState =
  | { readonly _tag: 'unasked' }
  /** `origin` does not answer; `detail` is git's message. */
  | { readonly _tag: 'silent'; readonly detail: string }
  /** `origin` has no such branch yet. */
  | { readonly _tag: 'absent' }
  | {
      readonly _tag: 'there'
      readonly localHasRemote: boolean
      readonly remoteHasLocal: boolean
      /** Commits of the remote branch that the local one lacks, newest first. */
      readonly missing: ReadonlyArray<CommitLine>
    }

/** Facts collected before a finish. */
export interface FinishFacts {
  readonly repository: Repository
  readonly branch: BranchName
  /** State of the card's worktree; `null` when it has none. */
  readonly worktree: WorktreeState | null
  /** State of the project's checkout, and of the checkout of the base when that is another one. */
  readonly checkouts: ReadonlyArray<WorktreeState>
  readonly pushes: boolean
  readonly remote: RemoteState
  /** `null` when branch or base is missing. */
  readonly trial: MergeTrial | null
  /** True when the plan document can take the new line, or when there is nothing to merge. */
  readonly hasSection: boolean
  /** Earlier finish of these commits that was reverted on the base. Git counts the commits as merged. */
  readonly takenBack: Finish | null
}

/** Obstacle with the paths and commits that it concerns. */
export interface ObstacleFiles {
  readonly reason: Obstacle
  /** Paths from the root of the repository. */
  readonly files: ReadonlyArray<string>
  /** Commits that it concerns. */
  readonly commits: ReadonlyArray<CommitLine>
}

/** Obstacles with their paths, in the given order. */
export function obstaclesWithFiles(
  reasons: ReadonlyArray<Obstacle>,
  { trial, checkouts, worktree, remote }: FinishFacts,
): ReadonlyArray<ObstacleFiles> {
  const commits = remote._tag === 'there' ? remote.missing : []
  const paths: Partial<Record<Obstacle, ReadonlyArray<string>>> = {
    'dirty-tree': [...new Set(checkouts.flatMap(({ changes }) => changes))],
    'worktree-dirty': worktree?.changes ?? [],
    conflict: trial?._tag === 'conflict' ? trial.files : [],
  }
  return reasons.map((reason) => ({
    reason,
    files: paths[reason] ?? [],
    commits: reason === 'base-behind' || reason === 'base-diverged' ? commits : [],
  }))
}

/**
 * Paths that the obstacles concern, without duplicates: conflicts, then changes of the checkouts, then of the worktree.
 */
export function obstructingFiles({ trial, checkouts, worktree }: FinishFacts): ReadonlyArray<string> {
  const conflicts = trial?._tag === 'conflict' ? trial.files : []
  return [...new Set([...conflicts, ...checkouts.flatMap(({ changes }) => changes), ...(worktree?.changes ?? [])])]
}

/** All obstacles to a finish. */
export function obstacles(facts: FinishFacts): ReadonlyArray<Obstacle> {
  const { repository, branch, worktree, checkouts, pushes, remote, trial, hasSection, takenBack } = facts
  const { base, branches, hasRemote } = repository
  const there = remote._tag === 'there' ? remote : { localHasRemote: true, remoteHasLocal: true }
  const holds: Readonly<Record<Obstacle, boolean>> = {
    'dirty-tree': checkouts.some(({ isClean, isBusy }) => !isClean || isBusy),
    'no-base': !branches.has(base),
    'no-remote': pushes && !hasRemote,
    'worktree-dirty': worktree?.isClean === false,
    'base-behind': !there.localHasRemote && there.remoteHasLocal,
    'base-diverged': !there.localHasRemote && !there.remoteHasLocal,
    'remote-silent': remote._tag === 'silent',
    'no-branch': !branches.has(branch),
    conflict: trial?._tag === 'conflict',
    'preflight-error': trial?._tag === 'failed',
    'no-changelog-section': trial?._tag === 'clean' && !hasSection,
    'worktree-detached': worktree !== null && worktree.branch !== branch,
    'worktree-busy': worktree?.isBusy === true,
    'index-locked': [...checkouts, worktree].some((state) => state?.isLocked === true),
    'branch-is-base': branch === base,
    'taken-back': takenBack !== null,
    'finish-pending': false,
    'check-failed': false,
  }
  return OBSTACLES.filter((obstacle) => holds[obstacle])
}

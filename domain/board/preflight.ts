import type { Finish } from './finish.js'
import type { MergeTrial, Repository, WorktreeState } from './repository.js'

/** Why a card cannot be finished now, in the order in which they are told. */
export const OBSTACLES = [
  'dirty-tree',
  'no-base',
  'no-remote',
  'worktree-dirty',
  'base-behind',
  'base-diverged',
  'remote-silent',
  'no-branch',
  'conflict',
  'preflight-error',
  'no-changelog-section',
  'worktree-detached',
  'worktree-busy',
  'index-locked',
  'branch-is-base',
  'taken-back',
  'finish-pending',
  'check-failed',
] as const
export type Obstacle = (typeof OBSTACLES)[number]

/** How the base of `origin` stands to the local one. */
export type RemoteState =
  | { readonly _tag: 'unasked' }
  /** It does not answer; why, as far as git knows. */
  | { readonly _tag: 'silent'; readonly detail: string }
  /** `origin` has no such branch yet. */
  | { readonly _tag: 'absent' }
  | { readonly _tag: 'there'; readonly localHasRemote: boolean; readonly remoteHasLocal: boolean }

/** What is known before anything is done. */
export interface FinishFacts {
  readonly repository: Repository
  readonly branch: string
  /** Of the card; `null` when it has none. */
  readonly worktree: WorktreeState | null
  /** Of the checkout of the project, and of the one that has the base where that is another. */
  readonly checkouts: ReadonlyArray<WorktreeState>
  readonly pushes: boolean
  readonly remote: RemoteState
  /** `null` when branch or base is missing. */
  readonly trial: MergeTrial | null
  /** The plan document can take its new line, or needs none as there is nothing to merge. */
  readonly hasSection: boolean
  /** An earlier finish of these commits that a commit of the base takes back: to git they are merged. */
  readonly takenBack: Finish | null
}

/** Paths that obstacles are about: those in conflict, then changes of the checkouts and of the worktree, each once. */
export function obstructingFiles({ trial, checkouts, worktree }: FinishFacts): ReadonlyArray<string> {
  const conflicts = trial?._tag === 'conflict' ? trial.files : []
  return [...new Set([...conflicts, ...checkouts.flatMap(({ changes }) => changes), ...(worktree?.changes ?? [])])]
}

/** Everything that stands in the way, all at once. */
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

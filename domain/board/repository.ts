import type { FullCommitId } from '../repo/commit.js'
import type { BranchName } from '../repo/refs.js'
import type { Directory } from '../shared/brand.js'
import type { Instant } from '../shared/instant.js'

/** Worktree of a repository. */
export interface Worktree {
  /** Real path. */
  readonly path: Directory
  /** Full id of the commit; `null` before the first commit. */
  readonly head: FullCommitId | null
  /** Short name; `null` when the head is detached. */
  readonly branch: BranchName | null
  readonly isMain: boolean
}

/** Maximum number of changed paths that are listed. */
export const MAX_NAMED_CHANGES = 100

/** State of a worktree before an operation on it. */
export interface WorktreeState {
  /** Commit; `null` before the first one. */
  readonly head: FullCommitId | null
  /** Branch; `null` when the head is detached. */
  readonly branch: BranchName | null
  /** Nothing staged, changed or untracked. */
  readonly isClean: boolean
  /** Staged, changed and untracked paths from the top of the worktree, in git's order; at most `MAX_NAMED_CHANGES`. */
  readonly changes: ReadonlyArray<string>
  /** True during a rebase, merge, cherry-pick, revert or bisect. */
  readonly isBusy: boolean
  /** True when the index is locked, by a running git or by one that was killed. */
  readonly isLocked: boolean
}

/** Open changes that were put aside. */
export interface Stash {
  /** Commit that holds them. */
  readonly id: FullCommitId
  /** Name that was given to it, or git's description. */
  readonly name: string
  /** Branch that was checked out; `null` for a detached head. */
  readonly branch: BranchName | null
  /** Time of the stash. */
  readonly at: Instant
}

/** Commit in one line. */
export interface CommitLine {
  /** Full id. */
  readonly id: FullCommitId
  /** First line of the message. */
  readonly subject: string
}

/** Refs and worktrees of a repository at one time. */
export interface Repository {
  /** Real path of the top of the requested worktree. */
  readonly root: Directory
  /** Path of the folder below `root`: `''`, or ends in `/`. */
  readonly prefix: string
  /** Branch that work is merged into. */
  readonly base: BranchName
  /** Tips of the local branches. */
  readonly branches: ReadonlyMap<BranchName, FullCommitId>
  /** Branches of `origin` at the last fetch. */
  readonly remoteBranches: ReadonlyMap<BranchName, FullCommitId>
  readonly hasRemote: boolean
  /** Worktrees, the main one included. */
  readonly worktrees: ReadonlyArray<Worktree>
}

/** Result of merging two commits without a commit. */
export type MergeTrial =
  | { readonly _tag: 'clean'; readonly tree: string }
  | { readonly _tag: 'conflict'; readonly files: ReadonlyArray<string> }
  /** Git could not determine the result. */
  | { readonly _tag: 'failed'; readonly detail: string }

/**
 * Folder of the worktrees of a project's cards. It is beside the project, so that tools do not treat them as part of
 * it.
 */
export function worktreeRoot(projectPath: Directory): Directory {
  const [, parent = '', folder = ''] = /^(.*)\/([^/]+)\/*$/.exec(projectPath) ?? []
  return `${parent}/.penates-worktrees/${folder}`
}

/** Worktree of a card. Falls back to the path below the worktree folder, because git may resolve links in the path. */
export const worktreeAt = ({ worktrees }: Repository, path: Directory): Worktree | undefined =>
  worktrees.find((worktree) => worktree.path === path) ??
  worktrees.find((worktree) =>
    worktree.path.endsWith(path.slice(Math.max(0, path.lastIndexOf('/.penates-worktrees/')))),
  )

/** Worktree that has the branch checked out. */
export const checkoutOf = ({ worktrees }: Repository, branch: BranchName): Worktree | undefined =>
  worktrees.find((worktree) => worktree.branch === branch)

/** Paths of the checkouts that a finish must leave alone: that of the project, and that of the base when it is another one. */
export const checkoutsOf = (repository: Repository): ReadonlyArray<Directory> => [
  ...new Set([repository.root, checkoutOf(repository, repository.base)?.path ?? repository.root]),
]

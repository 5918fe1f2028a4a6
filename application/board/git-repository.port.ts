import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BaseMoved, MergeRefused, PushRefused, RemoteSilent } from '../../domain/board/errors.js'
import type { CommitLine, MergeTrial } from '../../domain/board/repository.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import type { Unavailable } from '../shared/errors.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { FullCommitId } from '../../domain/repo/commit.js'

/** Errors of every call. */
export type GitFault = NotARepository | Unavailable

/** A file of a commit's tree, to be written into the merge. */
export interface FileEdit {
  /** From the top of the repository. */
  readonly path: string
  /** Whole text of the file afterwards. */
  readonly text: string
}

/** Request for the content of a tree. */
export interface TreeRequest {
  /** Id of a tree, or of a commit for its tree. */
  readonly tree: string
  /** Commit to compare the tree with. */
  readonly commit: FullCommitId
  /** From the top of the repository. */
  readonly paths: ReadonlyArray<string>
}

/** Files of a commit. */
export interface TreeContent {
  readonly isTreeOfCommit: boolean
  /** Files as text, in the order of the paths; `null` for a missing file. */
  readonly texts: ReadonlyArray<string | null>
}

/** Commit to build in a scratch worktree. */
export interface Build {
  /** Folder that does not exist yet and is removed by `discard`. */
  readonly scratchWorktree: Directory
  /** First parent of the new commit. */
  readonly onto: FullCommitId
  /** Message of the merge commit. */
  readonly message: string
  /** `merge` a commit, always with a commit of its own; or `revert` a merge to its first parent. */
  readonly step: { readonly _tag: 'merge' | 'revert'; readonly commit: FullCommitId }
  /** Files that the merge commit changes besides. */
  readonly edits: ReadonlyArray<FileEdit>
}

/** Commits to cherry-pick in a scratch worktree. */
export interface CherryPick {
  /** As in `Build`. */
  readonly scratchWorktree: Directory
  /** Parent of the first new commit. */
  readonly onto: FullCommitId
  /** Commit whose ancestors are left out, itself included. */
  readonly since: FullCommitId
  /** Last commit of the range. */
  readonly tip: FullCommitId
}

/** Move of a branch to another commit. */
export interface Advance {
  readonly branch: BranchName
  /** Commit before the move. */
  readonly from: FullCommitId
  /** Commit after the move. */
  readonly to: FullCommitId
  /** `back` for an undo. */
  readonly direction: 'forward' | 'back'
}

/**
 * Merges branches with the git of the operator: its hooks, signing, credentials and keys apply.
 *
 * Names and ids are never read as options or expressions. Only `move` changes a checkout: the one that has the branch.
 * Calls to `origin` and builds settle within 130 s.
 */
export interface GitRepository {
  /** Fetches a branch of `origin` and returns its commit; `null` when `origin` has no such branch. */
  readonly fetch: (
    directory: Directory,
    branch: BranchName,
  ) => TE.TaskEither<RemoteSilent | GitFault, FullCommitId | null>
  /** True when `ancestor` is the commit or one of its ancestors. */
  readonly contains: (
    directory: Directory,
    commits: { readonly commit: FullCommitId; readonly ancestor: FullCommitId },
  ) => TE.TaskEither<GitFault, boolean>
  /** Commits of `to` that `from` lacks, newest first; at most `MAX_MISSING`. */
  readonly missing: (
    directory: Directory,
    commits: { readonly from: FullCommitId; readonly to: FullCommitId },
  ) => TE.TaskEither<GitFault, ReadonlyArray<CommitLine>>
  /** Result of a trial merge; no work tree changes. */
  readonly tryMerge: (
    directory: Directory,
    commits: { readonly ours: FullCommitId; readonly theirs: FullCommitId },
  ) => TE.TaskEither<GitFault, MergeTrial>
  /** Files changed in `tip` since its merge base with `base`; none without a common ancestor. */
  readonly changedPaths: (
    directory: Directory,
    commits: { readonly base: FullCommitId; readonly tip: FullCommitId },
  ) => TE.TaskEither<GitFault, ReadonlyArray<string>>
  /** Reads files of a commit. */
  readonly readTree: (directory: Directory, request: TreeRequest) => TE.TaskEither<GitFault, TreeContent>
  /** Builds one commit in a scratch worktree and returns its id. No branch points to it. */
  readonly build: (directory: Directory, build: Build) => TE.TaskEither<MergeRefused | GitFault, FullCommitId>
  /** Creates copies of commits, which count as unmerged, and returns the last one. No branch points to it. */
  readonly cherryPick: (
    directory: Directory,
    cherryPick: CherryPick,
  ) => TE.TaskEither<MergeRefused | GitFault, FullCommitId>
  /**
   * Removes a scratch worktree and all its content, also one that an interrupted or a running git has left incomplete.
   * A missing worktree is not an error. With `isLeft`, which says that an earlier run of the hub made it, a git that
   * outlived that run and would make it again is waited for, 10 s at most.
   */
  readonly discard: (
    directory: Directory,
    worktree: Pick<Build, 'scratchWorktree'> & { readonly isLeft?: boolean },
  ) => TE.TaskEither<GitFault, void>
  /**
   * Updates a branch of `origin`, fast-forward only. A refused or interrupted push may still have arrived; `fetch` shows
   * it.
   */
  readonly push: (
    directory: Directory,
    commit: FullCommitId,
    branch: BranchName,
  ) => TE.TaskEither<PushRefused | GitFault, void>
  /**
   * Moves a branch that is at `from`, together with its checkout. `BaseMoved` without any change when the branch is
   * elsewhere or changes in the checkout would be lost.
   */
  readonly move: (directory: Directory, advance: Advance) => TE.TaskEither<BaseMoved | GitFault, void>
  /** Creates refs below `refs/penates/`, all or none. Existing identical refs are not an error. */
  readonly createRefs: (
    directory: Directory,
    refs: Readonly<Record<string, FullCommitId>>,
  ) => TE.TaskEither<GitFault, void>
  /** Names of the refs below `refs/penates/rescue/`. */
  readonly rescueRefs: (directory: Directory) => TE.TaskEither<GitFault, ReadonlyArray<string>>
  /** Deletes refs below `refs/penates/`. */
  readonly deleteRefs: (directory: Directory, refs: ReadonlyArray<string>) => TE.TaskEither<GitFault, void>
  /** Creates a branch at a commit; `taken` when a branch of that name is at another commit. */
  readonly restore: (
    directory: Directory,
    branch: BranchName,
    commit: FullCommitId,
  ) => TE.TaskEither<GitFault, 'made' | 'taken'>
  /** Deletes a branch that is at the expected commit and not checked out. */
  readonly deleteBranch: (
    directory: Directory,
    branch: BranchName,
    expected: FullCommitId,
  ) => TE.TaskEither<GitFault, 'deleted' | 'kept' | 'absent'>
  /** Command that must succeed before a merge is published: `penates.check` of the repository's configuration. */
  readonly checkCommand: (directory: Directory) => TE.TaskEither<GitFault, string | null>
  /** Runs a check in a scratch worktree. Returns `null` when it succeeds, else the end of its output. */
  readonly runCheck: (check: {
    readonly scratchWorktree: Directory
    readonly command: string
  }) => TE.TaskEither<Unavailable, string | null>
}

/** Number of missing commits that are listed. */
export const MAX_MISSING = 20

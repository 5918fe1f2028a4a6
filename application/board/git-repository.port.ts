import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BaseMoved, MergeRefused, PushRefused, RemoteSilent } from '../../domain/board/errors.js'
import type { MergeTrial } from '../../domain/board/repository.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import type { Unavailable } from '../shared/errors.js'

/** Errors of every call. */
export type GitFault = NotARepository | Unavailable

/** A file of a commit's tree, to be written into the merge. */
export interface FileEdit {
  /** From the top of the repository. */
  readonly path: string
  /** Whole text of the file afterwards. */
  readonly text: string
}

/** Questions about one tree, answered together. */
export interface TreeRequest {
  /** Full id of a commit to compare the tree with. */
  readonly commit: string
  /** From the top of the repository. */
  readonly paths: ReadonlyArray<string>
}

/** Files of a commit. */
export interface TreeContent {
  /** It is the tree of that commit. */
  readonly isTreeOfCommit: boolean
  /** Files as text, in the order of the paths; `null` where there is none. */
  readonly texts: ReadonlyArray<string | null>
}

/** Commit to build in a scratch worktree. */
export interface Build {
  /** Folder of the scratch worktree: absolute, not there yet, removed by `discard`. */
  readonly scratchWorktree: string
  /** Full id of the commit to stand on. */
  readonly onto: string
  /** Message of the merge commit. */
  readonly message: string
  /** `merge` a commit, always with a commit of its own; or `revert` a merge to its first parent. */
  readonly step: { readonly _tag: 'merge' | 'revert'; readonly commit: string }
  /** Files that the merge commit changes besides. */
  readonly edits: ReadonlyArray<FileEdit>
}

/** Commits to cherry-pick in a scratch worktree. */
export interface CherryPick {
  /** As in `Build`. */
  readonly scratchWorktree: string
  /** Full ids: what they come to stand on, and which they are: those that `tip` has and `since` has not. */
  readonly onto: string
  /** Commit whose ancestors are left out, itself included. */
  readonly since: string
  /** Last commit of the range. */
  readonly tip: string
}

/** A branch of this repository and where it should go. */
export interface Advance {
  /** Branch to move. */
  readonly branch: string
  /** Full ids. */
  readonly from: string
  /** Id of the commit that it points to afterwards. */
  readonly to: string
  /** `back` for an undo. */
  readonly direction: 'forward' | 'back'
}

/**
 * Merging branches with the person's own git: its hooks, signing, credentials and keys count.
 *
 * Commits are full ids and branches short names: never options or expressions. No call changes any checkout but the one
 * that has the branch which is moved. Calls that ask `origin` settle within 130 s, builds within 130 s.
 */
export interface GitRepository {
  /** Asks `origin` for a branch and fetches it: its commit there, `null` when it has none. */
  readonly fetch: (directory: string, branch: string) => TE.TaskEither<RemoteSilent | GitFault, string | null>
  /** True when `ancestor` is the commit or one of its ancestors. */
  readonly contains: (directory: string, commit: string, ancestor: string) => TE.TaskEither<GitFault, boolean>
  /** Result of a trial merge; no work tree changes. */
  readonly tryMerge: (directory: string, ours: string, theirs: string) => TE.TaskEither<GitFault, MergeTrial>
  /** Files that a commit has changed since it left another; none where the two have nothing in common. */
  readonly changedPaths: (
    directory: string,
    base: string,
    tip: string,
  ) => TE.TaskEither<GitFault, ReadonlyArray<string>>
  /** Reads a tree, by its own id or by that of a commit. */
  readonly readTree: (directory: string, tree: string, request: TreeRequest) => TE.TaskEither<GitFault, TreeContent>
  /** Builds one commit in a scratch worktree and answers with its id. No branch points to it. */
  readonly build: (directory: string, build: Build) => TE.TaskEither<MergeRefused | GitFault, string>
  /** Makes commits anew, so that they count as unmerged again, and answers with the last. No branch points to it. */
  readonly cherryPick: (directory: string, replay: CherryPick) => TE.TaskEither<MergeRefused | GitFault, string>
  /**
   * Removes a scratch worktree and all its content, also one that an interrupted or a running git has left incomplete.
   * A missing worktree is not an error.
   */
  readonly discard: (directory: string, place: string) => TE.TaskEither<GitFault, void>
  /**
   * Puts a commit where a branch of `origin` is, if that only goes forward. What was refused, or cut off, may have
   * arrived all the same; `fetch` shows it.
   */
  readonly push: (directory: string, commit: string, branch: string) => TE.TaskEither<PushRefused | GitFault, void>
  /**
   * Moves a branch if it is where it is expected; the checkout that has it follows, unless that would lose anything of
   * it. Otherwise nothing has changed and it is `BaseMoved`.
   */
  readonly move: (directory: string, advance: Advance) => TE.TaskEither<BaseMoved | GitFault, void>
  /** Makes refs below `refs/penates/`, all or none; the same ones again are no fault. */
  readonly createRefs: (directory: string, refs: Readonly<Record<string, string>>) => TE.TaskEither<GitFault, void>
  /** Names of the refs below `refs/penates/rescue/`. */
  readonly rescueRefs: (directory: string) => TE.TaskEither<GitFault, ReadonlyArray<string>>
  /** Drops refs below `refs/penates/`. */
  readonly deleteRefs: (directory: string, refs: ReadonlyArray<string>) => TE.TaskEither<GitFault, void>
  /** Makes a branch at a commit; `taken` when one of that name is somewhere else. */
  readonly restore: (directory: string, branch: string, commit: string) => TE.TaskEither<GitFault, 'made' | 'taken'>
  /** Deletes a branch if it is where it is expected and checked out nowhere. */
  readonly deleteBranch: (
    directory: string,
    branch: string,
    expected: string,
  ) => TE.TaskEither<GitFault, 'deleted' | 'kept' | 'absent'>
  /** Command that has to succeed before a merge counts: `penates.check` of the repository's configuration. */
  readonly checkCommand: (directory: string) => TE.TaskEither<GitFault, string | null>
  /** Runs that in a scratch worktree: `null` when it is content, else the end of what it wrote. */
  readonly runCheck: (place: string, command: string) => TE.TaskEither<Unavailable, string | null>
}

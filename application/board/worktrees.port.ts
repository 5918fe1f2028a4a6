import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { WorktreeRefused } from '../../domain/board/errors.js'
import type { Repository, Stash, WorktreeState } from '../../domain/board/repository.js'
import type { GitRefused, NotARepository } from '../../domain/repo/errors.js'
import type { Unavailable } from '../shared/errors.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { FullCommitId } from '../../domain/repo/commit.js'

/** Worktree to create. */
export interface WorktreeSpec {
  /** Missing or empty folder. */
  readonly path: Directory
  /** An existing branch is checked out as it is; a new one starts at `from`. */
  readonly branch: BranchName
  /** Commit at which a new branch starts. */
  readonly from: FullCommitId
}

/**
 * Linked worktrees of a repository, created and removed by the git of the operator: its hooks, filters and settings
 * apply.
 *
 * Branch names are never read as options or expressions. `NotARepository` for a folder outside any worktree and for a
 * bare repository. Uncommitted content is never removed. Every call settles within 130 s.
 */
export interface Worktrees {
  /** Current branches and worktrees of the repository that contains the folder. */
  readonly inspect: (directory: Directory) => TE.TaskEither<NotARepository | Unavailable, Repository>
  /** State of the worktree at a path; `null` when there is none. */
  readonly state: (path: Directory) => TE.TaskEither<Unavailable, WorktreeState | null>
  /**
   * Creates a worktree and returns its real path. `WorktreeRefused` when the folder is not empty, the branch is checked
   * out elsewhere, or git refuses; nothing is left behind then.
   */
  readonly add: (
    directory: Directory,
    spec: WorktreeSpec,
  ) => TE.TaskEither<WorktreeRefused | NotARepository | Unavailable, Directory>
  /**
   * Removes a linked worktree whose real path is below `within`, with its ignored files. `kept` when it has uncommitted
   * content, an operation in progress or a lock, or is elsewhere; `absent` when the repository has no worktree there.
   */
  readonly remove: (
    directory: Directory,
    worktree: { readonly path: Directory; readonly within: Directory },
  ) => TE.TaskEither<NotARepository | Unavailable, 'removed' | 'kept' | 'absent'>
  /**
   * Commits all open changes of a worktree, untracked files included, and returns the commit. `GitRefused` when there are
   * none, or git or a hook refuses; the changes stay.
   */
  readonly commitAll: (
    path: Directory,
    message: string,
  ) => TE.TaskEither<GitRefused | NotARepository | Unavailable, FullCommitId>
  /**
   * Moves all open changes of a worktree, untracked files included, into a stash of the repository, and returns its id.
   * `GitRefused` when there are none or git refuses.
   */
  readonly stash: (
    path: Directory,
    name: string,
  ) => TE.TaskEither<GitRefused | NotARepository | Unavailable, FullCommitId>
  /** Stashes of the repository, newest first; at most `MAX_STASHES`. */
  readonly stashes: (directory: Directory) => TE.TaskEither<NotARepository | Unavailable, ReadonlyArray<Stash>>
  /**
   * Applies a stash in a worktree and drops it. `GitRefused`, and the stash stays, when there is none of this id, when one
   * of its files is open there, or when lines conflict; these are marked in the files.
   */
  readonly applyStash: (
    path: Directory,
    id: FullCommitId,
  ) => TE.TaskEither<GitRefused | NotARepository | Unavailable, void>
}

/** Number of stashes that are listed. */
export const MAX_STASHES = 50

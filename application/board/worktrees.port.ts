import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { WorktreeRefused } from '../../domain/board/errors.js'
import type { Repository, WorktreeState } from '../../domain/board/repository.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import type { Unavailable } from '../shared/errors.js'

/** A worktree that is wanted. */
export interface WorktreeSpec {
  /** Absolute; free, or an empty folder. */
  readonly path: string
  /** Short. One that is there is checked out as it is, else it is made at `from`. */
  readonly branch: string
  /** Full id of a commit. */
  readonly from: string
}

/**
 * Linked work trees of a repository, made and removed by the person's own git: its hooks, filters and settings count.
 *
 * Names of branches are names, never options or expressions. A folder in no work tree, or of a bare repository, is
 * `NotARepository`. Nothing that was not committed is ever removed. Every call settles within 130 s.
 */
export interface Worktrees {
  /** The repository that a folder lies in: what its branches and its work trees are now. */
  readonly inspect: (directory: string) => TE.TaskEither<NotARepository | Unavailable, Repository>
  /** State of the work tree at a path; `null` when there is none. */
  readonly state: (path: string) => TE.TaskEither<Unavailable, WorktreeState | null>
  /**
   * Makes a worktree and answers with its real path. A folder with anything in it, a branch that is checked out
   * elsewhere, and what git itself refuses are `WorktreeRefused`; nothing is left behind then.
   */
  readonly add: (
    directory: string,
    spec: WorktreeSpec,
  ) => TE.TaskEither<WorktreeRefused | NotARepository | Unavailable, string>
  /**
   * Removes a linked worktree that lies, by its real path, below `within`. `kept` when it holds anything that is not
   * committed, is in the middle of an operation, is locked, or lies elsewhere; `absent` when the repository has none
   * there. What git is told to ignore goes with it.
   */
  readonly remove: (
    directory: string,
    path: string,
    within: string,
  ) => TE.TaskEither<NotARepository | Unavailable, 'removed' | 'kept' | 'absent'>
}

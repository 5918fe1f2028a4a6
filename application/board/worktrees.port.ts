import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { WorktreeRefused } from '../../domain/board/errors.js'
import type { Repository, WorktreeState } from '../../domain/board/repository.js'
import type { NotARepository } from '../../domain/repo/errors.js'
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
}

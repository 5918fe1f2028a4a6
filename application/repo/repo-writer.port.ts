import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { FullCommitId } from '../../domain/repo/commit.js'
import type { ChangeOutdated, DiscardNotFound, GitRefused, NotARepository } from '../../domain/repo/errors.js'
import type { DiscardId } from '../../domain/repo/work-tree.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { Unavailable } from '../shared/errors.js'

/** Errors of every change of a repository. */
export type RepoWriteFault = GitRefused | NotARepository | Unavailable

/** File whose unstaged or untracked change is discarded. */
export interface DiscardedFile {
  /** Path from the root of the repository, taken literally. */
  readonly path: string
  /** True when the index has the file. */
  readonly isTracked: boolean
  /** Patch with the only hunk that is discarded; the whole change without it. */
  readonly hunk?: string
}

/** Number of discards whose content is stored for each repository; the oldest ones are dropped. */
export const MAX_STORED_DISCARDS = 100

/**
 * Changes index and work tree of the repository that a folder lies in, as its user would with git: filters and hooks of
 * the repository run. What git or a hook refuses is `GitRefused`.
 */
export interface RepoWriter {
  /** Puts files as they are in the work tree into the index, a missing one as deleted. */
  readonly stage: (directory: Directory, paths: ReadonlyArray<string>) => TE.TaskEither<RepoWriteFault, void>
  /** Puts files as they are in the last commit into the index, without a commit none. */
  readonly unstage: (directory: Directory, paths: ReadonlyArray<string>) => TE.TaskEither<RepoWriteFault, void>
  /** Applies the patch of a hunk to the index, or takes it out of it. `GitRefused` when its lines are not there. */
  readonly stageHunk: (directory: Directory, hunk: string) => TE.TaskEither<RepoWriteFault, void>
  readonly unstageHunk: (directory: Directory, hunk: string) => TE.TaskEither<RepoWriteFault, void>
  /**
   * Stores the file as it is and then replaces it by that of the index, or takes one hunk out of it; an untracked one is removed. `ChangeOutdated`
   * when it is written meanwhile. Refuses what is neither a file nor a link, and files over 64 MiB.
   */
  readonly discard: (
    directory: Directory,
    file: DiscardedFile,
  ) => TE.TaskEither<ChangeOutdated | RepoWriteFault, DiscardId>
  /**
   * Writes the discarded file again, byte for byte and with its permissions, and drops what was stored. Resolves with its
   * path. `ChangeOutdated`, and nothing is dropped, when the file exists and differs from the index and from what the
   * discard left.
   */
  readonly restore: (
    directory: Directory,
    id: DiscardId,
  ) => TE.TaskEither<ChangeOutdated | DiscardNotFound | RepoWriteFault, string>
  /** Commits the index. Resolves with the id of the commit. */
  readonly commit: (directory: Directory, message: string) => TE.TaskEither<RepoWriteFault, FullCommitId>
}

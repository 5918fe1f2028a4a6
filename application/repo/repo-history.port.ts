import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { CommitChanges, CommitId, FullCommitId, LoggedCommits, LogPage } from '../../domain/repo/commit.js'
import type { CommitNotFound, NotARepository, NotComparable } from '../../domain/repo/errors.js'
import type { FileDiff } from '../../domain/repo/file-diff.js'
import type { Branches } from '../../domain/repo/refs.js'
import type { PendingChanges, RepoStatus } from '../../domain/repo/work-tree.js'
import type { Unavailable } from '../shared/errors.js'
import type { Directory } from '../../domain/shared/brand.js'

/** Paths as an earlier answer named them, taken literally; empty means all. */
export type OnlyPaths = ReadonlyArray<string>

/** Differences between two points of a history. */
export interface ComparedFiles {
  /** Changed files with their hunks. */
  readonly files: ReadonlyArray<FileDiff>
  /** Number of changed files that are left out. */
  readonly omitted: number
}

/**
 * Reads the repository that a folder lies in, and never writes to it: not its index, not its objects, no lock.
 *
 * Nothing that the repository itself configures is run, and no other machine is asked: content that a partial clone
 * lacks makes a commit's files come without patches and counts. A bare repository, and the folder of one, is none. A
 * submodule differs when it is at another commit; what is changed within it is its own.
 * Every call starts from the folder's present state and settles within 10 s, else fails with `Unavailable`; so does
 * what git itself refuses, a damaged repository for one.
 *
 * Patches show `context` lines around a change, `CONTEXT_LINES` when it is left out, and full ids. The person's git
 * configuration does not change this. `showPatches` decides which are shown. A rename needs at least half of the
 * content to be equal.
 */
export interface RepoHistory {
  /** The head, and what differs from it with renames as two entries; in no particular order. */
  readonly status: (directory: Directory) => TE.TaskEither<NotARepository | Unavailable, RepoStatus>
  /**
   * Every file that differs, untracked folders expanded; a conflict once, unstaged, against our side of it. The first
   * `MAX_UNTRACKED_PATCHES` untracked files have a patch; at most `MAX_CHANGED_FILES` are listed.
   */
  readonly changes: (
    directory: Directory,
    only: OnlyPaths,
    context?: number,
  ) => TE.TaskEither<NotARepository | Unavailable, PendingChanges>
  /**
   * Differences of the work tree from the merge base of the head with `since`, a full ref name or `HEAD`: tracked files
   * as unstaged ones, then untracked ones. Limits as for `changes`.
   */
  readonly changesSince: (
    directory: Directory,
    since: string,
    only: OnlyPaths,
    context?: number,
  ) => TE.TaskEither<NotComparable | NotARepository | Unavailable, PendingChanges>
  /** From the head back, newest first; empty while there is no commit. */
  readonly log: (directory: Directory, page: LogPage) => TE.TaskEither<NotARepository | Unavailable, LoggedCommits>
  /** Ids as git shortens them, of commits that the repository has. */
  readonly shorten: (
    directory: Directory,
    ids: ReadonlyArray<FullCommitId>,
  ) => TE.TaskEither<NotARepository | Unavailable, ReadonlyMap<string, string>>
  /** Local and remote branches. */
  readonly branches: (directory: Directory) => TE.TaskEither<NotARepository | Unavailable, Branches>
  /**
   * The one commit whose id begins so, with at most `MAX_COMMIT_FILES` files. What is named so but is no commit, a
   * branch called `abcd` for one, is not found; a tag's id is its commit.
   */
  readonly commit: (
    directory: Directory,
    id: CommitId,
    only: OnlyPaths,
    context?: number,
  ) => TE.TaskEither<CommitNotFound | NotARepository | Unavailable, CommitChanges>
  /** Changes in `head` since its merge base with `base`; both are full ref names. At most `MAX_CHANGED_FILES`. */
  readonly compare: (
    directory: Directory,
    refs: { readonly base: string; readonly head: string },
    only: OnlyPaths,
    context?: number,
  ) => TE.TaskEither<NotComparable | NotARepository | Unavailable, ComparedFiles>
}

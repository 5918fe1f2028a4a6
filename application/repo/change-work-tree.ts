import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { shortSha, type CommitHeader, type FullCommitId } from '../../domain/repo/commit.js'
import {
  changeOutdated,
  type NotARepository,
  type ChangeOutdated,
  type DiscardNotFound,
} from '../../domain/repo/errors.js'
import { hunkPatch } from '../../domain/repo/file-diff.js'
import type { ChangeCategory, DiscardId } from '../../domain/repo/work-tree.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { LocateSessionError } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { RepoSteps, RepoPorts } from './ports.js'
import type { RepoHistory } from './repo-history.port.js'
import type { RepoWriteFault } from './repo-writer.port.js'

/** Runs a change at the root of a session's work tree while no other change of that work tree runs. */
export type InWorkTree = <E, A>(
  name: SessionName,
  change: (root: Directory) => TE.TaskEither<E, A>,
) => TE.TaskEither<E | LocateSessionError | NotARepository | Unavailable, A>

export const makeInWorkTree =
  ({ locate, history, withLock }: Pick<RepoSteps, 'locate' | 'history' | 'withLock'>): InWorkTree =>
  (name, change) =>
    pipe(
      locate(name),
      TE.flatMap((directory) => history.status(directory)),
      TE.flatMap(({ root }) => withLock([lockKey('work tree', root)], change(root))),
    )

export type StageChangesError = LocateSessionError | RepoWriteFault
/** Paths are relative to the root of the repository. */
export type StageChanges = (name: SessionName, paths: ReadonlyArray<string>) => TE.TaskEither<StageChangesError, void>

/** Puts files of a session's work tree into the index. */
export const makeStageChanges =
  ({ inWorkTree, writer }: Pick<RepoSteps, 'inWorkTree' | 'writer'>): StageChanges =>
  (name, paths) =>
    inWorkTree(name, (root) => writer.stage(root, paths))

/** Takes files of a session's work tree out of the index. */
export const makeUnstageChanges =
  ({ inWorkTree, writer }: Pick<RepoSteps, 'inWorkTree' | 'writer'>): StageChanges =>
  (name, paths) =>
    inWorkTree(name, (root) => writer.unstage(root, paths))

/** Hunk of a change as the caller read it. */
export interface SeenHunk {
  readonly path: string
  /** SHA-256 of the patch in hex. */
  readonly digest: string
  /** Position among the hunks of the patch, from 0. */
  readonly hunk: number
}

export type StageHunkError = ChangeOutdated | LocateSessionError | RepoWriteFault
export type StageHunk = (name: SessionName, seen: SeenHunk) => TE.TaskEither<StageHunkError, void>

/** Patch of a hunk, provided that the change is still the one that the caller read. */
const findHunk = (
  { history, secrets }: Pick<RepoPorts, 'history' | 'secrets'>,
  root: Directory,
  { path, digest, hunk }: SeenHunk,
  category: ChangeCategory,
): TE.TaskEither<ChangeOutdated | NotARepository | Unavailable, string> =>
  pipe(
    history.changes(root, [path]),
    TE.flatMap(({ files }) => {
      const diff = files.find((file) => file.path === path && file.category === category)?.diff ?? null
      const patch = diff !== null && secrets.sha256(diff) === digest ? hunkPatch(diff, hunk) : null
      return patch === null ? TE.left(changeOutdated(path)) : TE.right(patch)
    }),
  )

const makeHunkMove =
  (category: 'staged' | 'unstaged', move: 'stageHunk' | 'unstageHunk') =>
  (deps: Pick<RepoSteps, 'inWorkTree' | 'writer' | 'history' | 'secrets'>): StageHunk =>
  (name, seen) =>
    deps.inWorkTree(name, (root) =>
      pipe(
        findHunk(deps, root, seen, category),
        TE.flatMap((patch): TE.TaskEither<StageHunkError, void> => deps.writer[move](root, patch)),
      ),
    )

/** Puts a hunk of a session's work tree into the index. */
export const makeStageHunk = makeHunkMove('unstaged', 'stageHunk')

/** Takes a hunk out of the index. */
export const makeUnstageHunk = makeHunkMove('staged', 'unstageHunk')

/** Change as the caller read it. */
export interface SeenChange {
  readonly path: string
  readonly category: Exclude<ChangeCategory, 'staged'>
  /** SHA-256 of the patch in hex; `null` skips the comparison. */
  readonly digest: string | null
  /** Position of the only hunk that is discarded; the whole change without it. */
  readonly hunk?: number | undefined
}

export type DiscardChangeError = ChangeOutdated | LocateSessionError | RepoWriteFault
export type DiscardChange = (name: SessionName, seen: SeenChange) => TE.TaskEither<DiscardChangeError, DiscardId>

/** Discards the change of a file, provided that it is still the one that the caller read, and stores it for a restore. */
export const makeDiscardChange =
  ({
    inWorkTree,
    writer,
    history,
    secrets,
  }: Pick<RepoSteps, 'inWorkTree' | 'writer' | 'history' | 'secrets'>): DiscardChange =>
  (name, { path, category, digest, hunk }) =>
    inWorkTree(name, (root) =>
      pipe(
        history.changes(root, [path]),
        TE.flatMap(({ files }): TE.TaskEither<DiscardChangeError, DiscardId> => {
          const now = files.find((file) => file.path === path && file.category === category)
          const isSeen =
            now !== undefined && (digest === null || (now.diff !== null && secrets.sha256(now.diff) === digest))
          if (!isSeen) return TE.left(changeOutdated(path))
          if (hunk === undefined) return writer.discard(root, { path, isTracked: category === 'unstaged' })
          const patch = category === 'unstaged' && now.diff !== null ? hunkPatch(now.diff, hunk) : null
          return patch === null
            ? TE.left(changeOutdated(path))
            : writer.discard(root, { path, isTracked: true, hunk: patch })
        }),
      ),
    )

export type RestoreDiscardedError = ChangeOutdated | DiscardNotFound | LocateSessionError | RepoWriteFault
/** Resolves with the path of the file. */
export type RestoreDiscarded = (name: SessionName, id: DiscardId) => TE.TaskEither<RestoreDiscardedError, string>

/** Writes a discarded file again. */
export const makeRestoreDiscarded =
  ({ inWorkTree, writer }: Pick<RepoSteps, 'inWorkTree' | 'writer'>): RestoreDiscarded =>
  (name, id) =>
    inWorkTree(name, (root) => writer.restore(root, id))

export type CommitStagedError = ChangeOutdated | LocateSessionError | RepoWriteFault
/** `staged`: paths of the staged files that the caller read; `null` skips the comparison. */
export type CommitStaged = (
  name: SessionName,
  message: string,
  staged: ReadonlyArray<string> | null,
) => TE.TaskEither<CommitStagedError, Pick<CommitHeader, 'sha' | 'shortSha'>>

/** Commits the staged files of a session's work tree, provided that they are still those that the caller read. */
export const makeCommitStaged =
  ({ inWorkTree, writer, history }: Pick<RepoSteps, 'inWorkTree' | 'writer' | 'history'>): CommitStaged =>
  (name, message, staged) =>
    inWorkTree(name, (root) =>
      pipe(
        staged === null ? TE.right(true) : isStagedNow(history, root, staged),
        TE.flatMap((isSeen): TE.TaskEither<CommitStagedError, FullCommitId> =>
          isSeen ? writer.commit(root, message) : TE.left(changeOutdated(null)),
        ),
        TE.flatMapTask((sha) =>
          pipe(
            history.shorten(root, [sha]),
            TE.match(
              () => ({ sha, shortSha: shortSha(sha) }),
              (short) => ({ sha, shortSha: short.get(sha) ?? shortSha(sha) }),
            ),
          ),
        ),
      ),
    )

const isStagedNow = (history: Pick<RepoHistory, 'changes'>, root: string, staged: ReadonlyArray<string>) =>
  pipe(
    history.changes(root, []),
    TE.map(({ files }) => {
      const now = files.flatMap(({ path, category }) => (category === 'staged' ? [path] : []))
      return JSON.stringify(now.sort()) === JSON.stringify([...staged].sort())
    }),
  )

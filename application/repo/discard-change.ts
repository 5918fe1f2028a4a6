import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { changeOutdated, type ChangeOutdated, type DiscardNotFound } from '../../domain/repo/errors.js'
import { hunkPatch } from '../../domain/repo/hunk.js'
import type { ChangeCategory, DiscardId } from '../../domain/repo/work-tree.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { RepoWriteFault } from './repo-writer.port.js'
import type { RepoSteps } from './ports.js'

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

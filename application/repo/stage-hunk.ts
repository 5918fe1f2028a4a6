import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { changeOutdated, type ChangeOutdated } from '../../domain/repo/errors.js'
import { hunkPatch } from '../../domain/repo/hunk.js'
import type { ChangeCategory } from '../../domain/repo/work-tree.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { RepoWriteFault } from './repo-writer.port.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import type { RepoPorts, RepoSteps } from './ports.js'

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

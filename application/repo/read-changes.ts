import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { CONTEXT_LINES } from '../../domain/repo/file-diff.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import { baseBranch, baseRef } from '../../domain/repo/refs.js'
import type { ComparedWith, PendingChanges } from '../../domain/repo/work-tree.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import { makeCoalesce } from '../shared/coalesce.js'
import { unavailable, type Unavailable } from '../shared/errors.js'
import type { OnlyPaths, RepoHistory } from './repo-history.port.js'
import type { RepoSteps } from './ports.js'

export type ReadChangesError = LocateSessionError
export type ReadChanges = (
  name: SessionName,
  only: OnlyPaths,
  context?: number,
  comparedWith?: ComparedWith,
) => TE.TaskEither<ReadChangesError, PendingChanges | null>

/** Changes in a session's work tree since its last commit or another state; `null` when it works in no repository. */
export function makeReadChanges({ locate, history }: Pick<RepoSteps, 'locate' | 'history'>): ReadChanges {
  // Every client of a session asks at once when a file changes.
  const coalesce = makeCoalesce<NotARepository | Unavailable, PendingChanges>()
  return (name, only, context = CONTEXT_LINES, comparedWith = 'index') =>
    pipe(
      locate(name),
      TE.flatMap((directory) =>
        pipe(
          coalesce(
            JSON.stringify([directory, context, comparedWith, ...only]),
            comparedWith === 'index'
              ? history.changes(directory, only, context)
              : changesSince(history, directory, { comparedWith, only, context }),
          ),
          TE.map((changes): PendingChanges | null => changes),
          TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(null) : TE.left(error))),
        ),
      ),
    )
}

interface Since {
  readonly comparedWith: Exclude<ComparedWith, 'index'>
  readonly only: OnlyPaths
  readonly context: number
}

const changesSince = (history: RepoHistory, directory: Directory, { comparedWith, only, context }: Since) =>
  pipe(
    comparedWith === 'head'
      ? TE.right('HEAD')
      : pipe(
          history.branches(directory),
          TE.map((branches) => baseRef(baseBranch(branches), branches)),
        ),
    TE.flatMap((since) => history.changesSince(directory, since, only, context)),
    TE.mapLeft((error) =>
      error._tag === 'NotComparable' ? unavailable('git', `${error.base} has no common commit with the head`) : error,
    ),
  )

import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import { CONTEXT_LINES } from '../../domain/repo/file-diff.js'
import { fileMarks, type FileMark } from '../../domain/repo/file-markers.js'
import { baseBranch, baseRef } from '../../domain/repo/refs.js'
import type { ComparedWith, PendingChanges, RepoStatus } from '../../domain/repo/work-tree.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { LocateFileError } from '../files/locate-file.js'
import type { LocateSessionError } from '../sessions/find-session.js'
import { makeCoalesce } from '../shared/coalesce.js'
import { unavailable, type Unavailable } from '../shared/errors.js'
import type { RepoSteps } from './ports.js'
import type { OnlyPaths, RepoHistory } from './repo-history.port.js'

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

/** `id` is that of a project, or `session:<name>`. */
export type ReadFileMarkers = (id: string) => TE.TaskEither<LocateFileError, ReadonlyArray<FileMark>>

/**
 * Changes since the last commit at and below the folder of a project or session, by path relative to the folder. Empty
 * outside a repository.
 */
export function makeReadFileMarkers(deps: Pick<RepoSteps, 'findFolder' | 'history'>): ReadFileMarkers {
  const { findFolder, history } = deps
  // Every client that shows the folder asks at once when a file changes.
  const coalesce = makeCoalesce<NotARepository | Unavailable, RepoStatus>()
  const marksIn = (directory: string): TE.TaskEither<Unavailable, ReadonlyArray<FileMark>> =>
    pipe(
      coalesce(directory, history.status(directory)),
      TE.map(fileMarks),
      TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right([]) : TE.left(error))),
    )
  return (id) => pipe(findFolder(id), TE.flatMap(marksIn))
}

/** The same for a listing that goes with it: `null` when git fails or takes long, since the files are there all the same. */
export type ReadFileMarkersInTime = (id: string) => T.Task<ReadonlyArray<FileMark> | null>

const LISTING_WAITS_MS = 200

export const makeReadFileMarkersInTime =
  ({ readFileMarkers, clock }: Pick<RepoSteps, 'readFileMarkers' | 'clock'>): ReadFileMarkersInTime =>
  (id) =>
  () =>
    new Promise((resolve, reject) => {
      const stopWaiting = clock.after(LISTING_WAITS_MS, () => {
        resolve(null)
      })
      readFileMarkers(id)()
        .then((marks) => {
          stopWaiting()
          resolve(E.isRight(marks) ? marks.right : null)
        })
        .catch(reject)
    })

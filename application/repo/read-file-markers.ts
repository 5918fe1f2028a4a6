import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import { fileMarks, type FileMark } from '../../domain/repo/file-markers.js'
import type { RepoStatus } from '../../domain/repo/work-tree.js'
import type { LocateFileError } from '../files/locate-file.js'
import { makeCoalesce } from '../shared/coalesce.js'
import type { Unavailable } from '../shared/errors.js'
import type { RepoSteps } from './ports.js'

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

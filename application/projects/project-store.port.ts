import type { Either } from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectBook } from '../../domain/projects/project.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * The registry of projects: what survives this process.
 *
 * Changes are applied one after the other in the order of the calls; one answers once it is on disk.
 */
export interface ProjectStore {
  /** Registered projects as stored last. */
  readonly read: TE.TaskEither<Unavailable, ProjectBook>
  /** Answers with the new book. A left of `change`, or the same book back, writes nothing. */
  readonly update: <E>(
    change: (book: ProjectBook) => Either<E, ProjectBook>,
  ) => TE.TaskEither<E | Unavailable, ProjectBook>
}

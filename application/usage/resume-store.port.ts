import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Resumes } from '../../domain/usage/resumes.js'
import type { Unavailable } from '../shared/errors.js'

/** Which sessions are to go on by themselves, on disk. */
export interface ResumeStore {
  /** Sessions that continue after a limit, as stored last. */
  readonly read: TE.TaskEither<Unavailable, Resumes>
  /** One change at a time; answers once it is on disk. The same back writes nothing. */
  readonly change: (change: (resumes: Resumes) => Resumes) => TE.TaskEither<Unavailable, Resumes>
}

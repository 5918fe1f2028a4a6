import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { rootNotFound, type RootNotFound } from '../../domain/files/errors.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import { parseSessionName, type SessionName } from '../../domain/sessions/session-name.js'
import type { FindProject, FindProjectError } from '../projects/find-project.js'
import type { LocateSession, LocateSessionError } from '../sessions/locate-session.js'
import type { Unavailable } from '../shared/errors.js'

/** Absolute path of the folder that an id stands for. It may be gone. */
export type LocateRoot = (id: string) => TE.TaskEither<RootNotFound | Unavailable, string>
export interface LocateRootDeps {
  readonly findProject: FindProject
  readonly locate: LocateSession
}

type LookupError = InvalidSessionName | LocateSessionError | FindProjectError

const SESSION = 'session:'

/** The folder of a project, or of `session:<name>`, wherever that session is now. */
export function makeLocateRoot({ findProject, locate }: LocateRootDeps): LocateRoot {
  const ofSession = (name: string): TE.TaskEither<LookupError, string> =>
    pipe(
      TE.fromEither<InvalidSessionName, SessionName>(parseSessionName(name)),
      TE.flatMap((parsed) => locate(parsed)),
    )
  const ofProject = (id: string): TE.TaskEither<LookupError, string> =>
    pipe(
      findProject(id),
      TE.map(({ path }) => path),
    )
  return (id) =>
    pipe(
      id.startsWith(SESSION) ? ofSession(id.slice(SESSION.length)) : ofProject(id),
      TE.mapLeft((error): RootNotFound | Unavailable => (error._tag === 'Unavailable' ? error : rootNotFound(id))),
    )
}

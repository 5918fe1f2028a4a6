import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { rootNotFound, type RootNotFound } from '../../domain/files/errors.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import { parseSessionName, type SessionName } from '../../domain/sessions/session-name.js'
import type { FindProjectError } from '../projects/find-project.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { FilesSteps } from './ports.js'

export type FindRootError = RootNotFound | Unavailable
/** Answers with a folder, absolute, that may have links in it and may be gone. */
export type FindRoot = (id: string) => TE.TaskEither<FindRootError, string>

const OF_SESSION = 'session:'

/** Root id by which clients address the files in the present folder of a session. */
export const sessionRootId = (name: string): string => OF_SESSION + name

/** The folder whose files an id means: that of a project, or for `session:<name>` that of a session. */
export function makeFindRoot(deps: Pick<FilesSteps, 'findProject' | 'locateSession'>): FindRoot {
  const { findProject, locateSession } = deps
  const find = (id: string): TE.TaskEither<FindProjectError | LocateSessionError | InvalidSessionName, string> =>
    id.startsWith(OF_SESSION)
      ? pipe(
          TE.fromEither<InvalidSessionName | LocateSessionError, SessionName>(
            parseSessionName(id.slice(OF_SESSION.length)),
          ),
          TE.flatMap(locateSession),
        )
      : pipe(
          findProject(id),
          TE.map(({ path }) => path),
        )
  return (id) =>
    pipe(
      find(id),
      TE.mapLeft((error): FindRootError => (error._tag === 'Unavailable' ? error : rootNotFound(id))),
    )
}

import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionFolderUnknown, type SessionFolderUnknown } from '../../domain/sessions/errors.js'
import { findKnown } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsPorts } from './ports.js'

export type LocateSessionError = SessionFolderUnknown | Unavailable
export type LocateSession = (name: SessionName) => TE.TaskEither<LocateSessionError, string>

/** The folder that a session works in: where its active pane is now, else where it was started. */
export function makeLocateSession({ host, record }: Pick<SessionsPorts, 'host' | 'record'>): LocateSession {
  return (name) =>
    pipe(
      host.find(name),
      // The folder of a program that was just started may not be available yet.
      TE.match(
        () => null,
        ({ path, startDirectory }) => path ?? startDirectory,
      ),
      TE.fromTask,
      TE.flatMap((path) =>
        path === null
          ? pipe(
              record.read,
              TE.map((records) => findKnown(records, name)?.directory ?? null),
            )
          : TE.right(path),
      ),
      TE.flatMap((directory): TE.TaskEither<LocateSessionError, string> =>
        directory === null ? TE.left(sessionFolderUnknown(name)) : TE.right(directory),
      ),
    )
}

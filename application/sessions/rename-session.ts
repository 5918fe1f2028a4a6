import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  invalidNewSessionName,
  sessionExists,
  sessionNotFound,
  type InvalidNewSessionName,
  type SessionExists,
  type SessionNotFound,
} from '../../domain/sessions/errors.js'
import { findKnown, renameKnown } from '../../domain/sessions/session-record.js'
import { parseBaseName, type SessionName } from '../../domain/sessions/session-name.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { isLive, type NamedSession } from './find-session.js'
import type { SessionsSteps } from './ports.js'

/** Failure of a rename; the old name stays. */
export type RenameSessionError = InvalidNewSessionName | SessionNotFound | SessionExists | Unavailable
/** Answers with the full new name. */
export type RenameSession = (
  name: SessionName,
  newName: string,
  caller: Caller,
) => TE.TaskEither<RenameSessionError, SessionName>

/** Renames a live session and its entry, or the entry of a dormant one. To its own name: no change. */
export function makeRenameSession(
  deps: Pick<SessionsSteps, 'host' | 'record' | 'updateSessionRecords' | 'audit' | 'withSession' | 'prefix'>,
): RenameSession {
  const { host, record, updateSessionRecords, audit, withSession, prefix } = deps

  const renameTo = (
    { live, known }: NamedSession,
    name: SessionName,
    to: SessionName,
  ): TE.TaskEither<RenameSessionError, boolean> => {
    if (live === null && known === null) return TE.left(sessionNotFound(name))
    if (name === to) return TE.right(false)
    return pipe(
      TE.Do,
      TE.bind('records', () => record.read),
      TE.bind('isTaken', () => isLive(host, to)),
      TE.filterOrElseW(
        ({ records, isTaken }) => !isTaken && !findKnown(records, to),
        () => sessionExists(to),
      ),
      TE.flatMap((): TE.TaskEither<RenameSessionError, unknown> =>
        live === null ? TE.right(undefined) : host.rename(name, to),
      ),
      TE.flatMap(() => updateSessionRecords((latest, at) => renameKnown(latest, name, to, at))),
      TE.map(() => true),
    )
  }

  return (name, newName, caller) =>
    pipe(
      TE.fromEither(
        pipe(
          parseBaseName(prefix, newName),
          E.mapLeft(() => invalidNewSessionName(newName)),
        ),
      ),
      TE.flatMap((to) =>
        withSession(
          name,
          (session) =>
            pipe(
              renameTo(session, name, to),
              TE.tap((changed) =>
                changed
                  ? audit.record({ event: 'session.rename', fields: { oldName: name, newName } }, caller)
                  : TE.right(undefined),
              ),
              TE.map(() => to),
            ),
          [to],
        ),
      ),
    )
}

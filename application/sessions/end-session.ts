import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import { forget, markStopped } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionsSteps } from './ports.js'

/** Failure of a kill. */
export type EndSessionError = SessionNotFound | Unavailable
/** `keep` leaves the entry, dormant, so that a person can bring the session back. */
export type EndSession = (
  name: SessionName,
  options: { readonly keep: boolean },
  caller: Caller,
) => TE.TaskEither<EndSessionError, void>

/**
 * Ends a live session, or drops a dormant entry. Answers once that is on disk, so that no restart revives it; a host
 * that fails to end it leaves everything as it was.
 */
export function makeEndSession(
  deps: Pick<SessionsSteps, 'host' | 'tokens' | 'updateSessionRecords' | 'audit' | 'withSession'>,
): EndSession {
  const { host, tokens, updateSessionRecords, audit, withSession } = deps
  return (name, { keep }, caller) =>
    withSession(name, ({ id, live }): TE.TaskEither<EndSessionError, void> => {
      if (id === null) return TE.left(sessionNotFound(name))
      return pipe(
        live === null ? TE.right(undefined) : endLive(host, name),
        TE.flatMap(() =>
          updateSessionRecords((records) => E.right(keep ? markStopped(records, id) : forget(records, id))),
        ),
        TE.flatMap(() => tokens.revoke(id)),
        TE.flatMap(() => audit.record({ event: 'session.delete', fields: { session: name } }, caller)),
      )
    })
}

/** One that ended by itself in the meantime is ended as well. */
const endLive = (host: SessionHost, name: SessionName): TE.TaskEither<Unavailable, void> =>
  pipe(
    host.end(name),
    TE.orElse((error) => (error._tag === 'SessionNotFound' ? TE.right(undefined) : TE.left(error))),
  )

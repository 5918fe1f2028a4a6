import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { adoptedAs } from '../../domain/sessions/adoption.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import { remember } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsSteps } from './ports.js'

/** Failure of an adoption. */
export type AdoptSessionError = SessionNotFound | Unavailable
/** Adds a session that was started elsewhere to the records of the hub. */
export type AdoptSession = (name: SessionName, caller: Caller) => TE.TaskEither<AdoptSessionError, void>

/** Makes a live session one of ours under its present name. Repeating it is harmless. */
export function makeAdoptSession(
  deps: Pick<SessionsSteps, 'agents' | 'host' | 'readLiveSessions' | 'updateSessionRecords' | 'audit' | 'withSession'>,
): AdoptSession {
  const { agents, host, readLiveSessions, updateSessionRecords, audit, withSession } = deps

  return (name, caller) =>
    withSession(name, () =>
      pipe(
        readLiveSessions,
        TE.flatMap(() => host.find(name)),
        TE.tap(({ id }) => host.identify(name, id)),
        TE.flatMap((session) =>
          updateSessionRecords((records, at) => E.right(remember(records, adoptedAs(agents, session), at))),
        ),
        TE.flatMap(() => audit.record({ event: 'session.adopt', fields: { session: name } }, caller)),
      ),
    )
}

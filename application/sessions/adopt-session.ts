import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { adoptedAs } from '../../domain/sessions/adoption.js'
import {
  invalidNewSessionName,
  sessionExists,
  sessionNotFound,
  type SessionNotFound,
  type InvalidNewSessionName,
  type SessionExists,
} from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { parseBaseName, type SessionName } from '../../domain/sessions/session-name.js'
import { remember, findKnown } from '../../domain/sessions/session-record.js'
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

export type AdoptRenamedError = InvalidNewSessionName | SessionExists | AdoptSessionError

/** Adopts a live session under another name, such as one whose own name is none of `SessionName`. Answers with the full name. */
export type AdoptRenamed = (
  id: SessionId,
  newName: string,
  caller: Caller,
) => TE.TaskEither<AdoptRenamedError, SessionName>

export function makeAdoptRenamed(
  deps: Pick<SessionsSteps, 'host' | 'record' | 'adoptSession' | 'prefix'>,
): AdoptRenamed {
  const { host, record, adoptSession, prefix } = deps
  return (id, newName, caller) =>
    pipe(
      TE.fromEither(
        pipe(
          parseBaseName(prefix, newName),
          E.mapLeft((): AdoptRenamedError => invalidNewSessionName(newName)),
        ),
      ),
      TE.bindTo('to'),
      TE.bind('session', () =>
        pipe(
          host.list,
          TE.flatMapNullable(
            (sessions) => sessions.find((session) => session.id === id),
            (): AdoptRenamedError => sessionNotFound(id),
          ),
        ),
      ),
      TE.bindW('records', () => record.read),
      TE.filterOrElse(
        ({ records, session, to }) => session.name === to || findKnown(records, to) === undefined,
        ({ to }): AdoptRenamedError => sessionExists(to),
      ),
      TE.tap(({ session, to }) => (session.name === to ? TE.right(session) : host.rename(session.name, to))),
      TE.tap(({ to }) => adoptSession(to, caller)),
      TE.map(({ to }) => to),
    )
}

import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotKnown, type SessionNotKnown } from '../../domain/sessions/errors.js'
import { forget } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { WithSession } from './with-session.js'

/** Failure of a removal. */
export type ForgetSessionError = SessionNotKnown | Unavailable
/** Removes the record of a session; a running session continues. */
export type ForgetSession = (name: SessionName) => TE.TaskEither<ForgetSessionError, void>
export interface ForgetSessionDeps {
  readonly record: SessionRecordStore
  readonly withSession: WithSession
}

/** Drops the entry and leaves the session itself alone. */
export function makeForgetSession({ record, withSession }: ForgetSessionDeps): ForgetSession {
  return (name) =>
    withSession(name, ({ known }): TE.TaskEither<ForgetSessionError, void> =>
      known === null
        ? TE.left(sessionNotKnown(name))
        : TE.asUnit(record.update((records) => E.right(forget(records, known.id)))),
    )
}

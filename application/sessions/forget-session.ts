import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotKnown, type SessionNotKnown } from '../../domain/sessions/errors.js'
import { forget } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsSteps } from './ports.js'

/** Failure of a removal. */
export type ForgetSessionError = SessionNotKnown | Unavailable
/** Removes the record of a session; a running session continues. */
export type ForgetSession = (name: SessionName) => TE.TaskEither<ForgetSessionError, void>

/** Drops the entry and leaves the session itself alone. */
export function makeForgetSession(deps: Pick<SessionsSteps, 'record' | 'withSession'>): ForgetSession {
  const { record, withSession } = deps
  return (name) =>
    withSession(name, ({ known }): TE.TaskEither<ForgetSessionError, void> =>
      known === null
        ? TE.left(sessionNotKnown(name))
        : TE.asUnit(record.update((records) => E.right(forget(records, known.id)))),
    )
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotKnown, type SessionNotKnown } from '../../domain/sessions/errors.js'
import { forget } from '../../domain/sessions/known-session.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Unavailable } from '../shared/errors.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { SessionRecord } from './session-record.port.js'

/** Failure of a removal. */
export type ForgetSessionError = SessionNotKnown | Unavailable
/** Removes the record of a session; a running session continues. */
export type ForgetSession = (name: SessionName) => TE.TaskEither<ForgetSessionError, void>
export interface ForgetSessionDeps {
  readonly record: SessionRecord
  readonly withLock: WithLock
}

/** Drops the entry and leaves the session itself alone. */
export function makeForgetSession({ record, withLock }: ForgetSessionDeps): ForgetSession {
  return (name) =>
    withLock(
      [name],
      pipe(
        record.update((book) => {
          const rest = forget(book, name)
          return rest === book ? E.left(sessionNotKnown(name)) : E.right(rest)
        }),
        TE.asUnit,
      ),
    )
}

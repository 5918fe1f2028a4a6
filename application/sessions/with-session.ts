import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Unavailable } from '../shared/errors.js'
import type { LockKey } from '../shared/keyed-lock.js'
import type { NamedSession } from './find-session.js'
import type { SessionsSteps } from './ports.js'

/**
 * Runs a task on the session that has a name, while no other task works on that session or holds one of the keys. A free
 * name is locked itself.
 */
export type WithSession = <E, A>(
  name: SessionName,
  use: (session: NamedSession) => TE.TaskEither<E, A>,
  keys?: ReadonlyArray<LockKey>,
) => TE.TaskEither<E | Unavailable, A>

export function makeWithSession(deps: Pick<SessionsSteps, 'findSession' | 'withLock'>): WithSession {
  const { findSession, withLock } = deps
  return <E, A>(
      name: SessionName,
      use: (session: NamedSession) => TE.TaskEither<E, A>,
      keys: ReadonlyArray<LockKey> = [],
    ): TE.TaskEither<E | Unavailable, A> =>
    async () => {
      for (;;) {
        const before = await findSession(name)()
        if (E.isLeft(before)) return before
        const key = before.right.id ?? name
        const done = await withLock(
          [key, ...keys],
          pipe(
            findSession(name),
            TE.flatMap((session): TE.TaskEither<E | Unavailable, O.Option<A>> =>
              (session.id ?? name) === key ? pipe(use(session), TE.map(O.some)) : TE.right(O.none),
            ),
          ),
        )()
        // The name went to another session while this one waited.
        if (E.isLeft(done)) return done
        if (O.isSome(done.right)) return E.right(done.right.value)
      }
    }
}

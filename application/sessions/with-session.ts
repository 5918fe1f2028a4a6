import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { findKnown, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Unavailable } from '../shared/errors.js'
import type { LockKey, WithLock } from '../shared/keyed-lock.js'
import { findLive } from './is-live.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionRecordStore } from './session-record-store.port.js'

/** The session that has a name. All `null` for a name that is free. */
export interface NamedSession {
  readonly id: SessionId | null
  readonly live: Session | null
  readonly known: SessionRecord | null
}

/**
 * Runs a task on the session that has a name, while no other task works on that session or holds one of the keys. A free
 * name is locked itself.
 */
export type WithSession = <E, A>(
  name: SessionName,
  use: (session: NamedSession) => TE.TaskEither<E, A>,
  keys?: ReadonlyArray<LockKey>,
) => TE.TaskEither<E | Unavailable, A>
export interface WithSessionDeps {
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly withLock: WithLock
}

export function makeWithSession({ host, record, withLock }: WithSessionDeps): WithSession {
  const find = (name: string): TE.TaskEither<Unavailable, NamedSession> =>
    pipe(
      TE.Do,
      TE.bind('found', () => findLive(host, name)),
      TE.bind('live', () => host.list),
      TE.bind('book', () => record.read),
      TE.map(({ found, live, book }) => {
        // A record can have the name that its session had before a rename by hand.
        const isOfAnother = ({ id }: SessionRecord): boolean => live.some((one) => one.id === id && one.name !== name)
        const named = book.known.find(({ id }) => id === found?.id) ?? findKnown(book, name)
        const known = named === undefined || isOfAnother(named) ? null : named
        return { id: found?.id ?? known?.id ?? null, live: found, known }
      }),
    )

  return <E, A>(
      name: SessionName,
      use: (session: NamedSession) => TE.TaskEither<E, A>,
      keys: ReadonlyArray<LockKey> = [],
    ): TE.TaskEither<E | Unavailable, A> =>
    async () => {
      for (;;) {
        const before = await find(name)()
        if (E.isLeft(before)) return before
        const key = before.right.id ?? name
        const done = await withLock(
          [key, ...keys],
          pipe(
            find(name),
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

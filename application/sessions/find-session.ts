import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { sessionFolderUnknown, type SessionFolderUnknown } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import { findKnown, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Unavailable } from '../shared/errors.js'
import type { LockKey } from '../shared/keyed-lock.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'
import type { SessionHost } from './session-host.port.js'

/** Asks the host, during the call, for the running session of exactly this name; `null` when there is none. */
const findLive = ({ find }: Pick<SessionHost, 'find'>, name: string): TE.TaskEither<Unavailable, Session | null> =>
  pipe(
    find(name),
    TE.orElseW((error) => (error._tag === 'SessionNotFound' ? TE.right(null) : TE.left(error))),
  )

/** As `findLive`, without the session. */
export const isLive = (host: Pick<SessionHost, 'find'>, name: string): TE.TaskEither<Unavailable, boolean> =>
  pipe(
    findLive(host, name),
    TE.map((session) => session !== null),
  )

/** The session that has a name. All `null` for a name that is free. */
export interface NamedSession {
  readonly id: SessionId | null
  readonly live: Session | null
  readonly known: SessionRecord | null
}

/** Reads from host and store which session has this name now. */
export type FindSession = (name: string) => TE.TaskEither<Unavailable, NamedSession>

export const makeFindSession =
  ({ host, record }: Pick<SessionsPorts, 'host' | 'record'>): FindSession =>
  (name) =>
    pipe(
      TE.Do,
      TE.bind('found', () => findLive(host, name)),
      TE.bind('live', () => host.list),
      TE.bind('records', () => record.read),
      TE.map(({ found, live, records }) => {
        // A record can have the name that its session had before a rename by hand.
        const isOfAnother = ({ id }: SessionRecord): boolean => live.some((one) => one.id === id && one.name !== name)
        const named = records.known.find(({ id }) => id === found?.id) ?? findKnown(records, name)
        const known = named === undefined || isOfAnother(named) ? null : named
        return { id: found?.id ?? known?.id ?? null, live: found, known }
      }),
    )

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

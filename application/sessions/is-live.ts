import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'
import type { Session } from '../../domain/sessions/session.js'
import type { SessionHost } from './session-host.port.js'

/** Asks the host, during the call, for the running session of exactly this name; `null` when there is none. */
export const findLive = (
  { find }: Pick<SessionHost, 'find'>,
  name: string,
): TE.TaskEither<Unavailable, Session | null> =>
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

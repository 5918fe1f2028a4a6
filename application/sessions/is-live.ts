import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionHost } from './session-host.port.js'

/** Asks the host, during the call, for a running session of exactly this name. */
export const isLive = ({ find }: Pick<SessionHost, 'find'>, name: string): TE.TaskEither<Unavailable, boolean> =>
  pipe(
    find(name),
    TE.map(() => true),
    TE.orElse((error) => (error._tag === 'SessionNotFound' ? TE.right(false) : TE.left(error))),
  )

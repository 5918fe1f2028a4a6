import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionHost } from '../sessions/session-host.port.js'

/** Names of the running sessions; empty while the host does not answer, which the list of sessions reports. */
export const runningSessionNames = (host: SessionHost): T.Task<ReadonlySet<string>> =>
  pipe(
    host.list,
    TE.match(
      (): ReadonlySet<string> => new Set(),
      (live) => new Set(live.map(({ name }) => name)),
    ),
  )

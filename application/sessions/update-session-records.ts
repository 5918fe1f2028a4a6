import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { beat, namedAsLive, type SessionRecords } from '../../domain/sessions/session-record.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { SessionsSteps } from './ports.js'

/** Changes the records and notes in the same write who is alive. */
export type UpdateSessionRecords = <E = never>(
  change: (records: SessionRecords, at: Instant) => E.Either<E, SessionRecords>,
) => TE.TaskEither<E | Unavailable, SessionRecords>

/** Held while the records learns who is alive, so that an older look at the host never overwrites a newer one. */
export const HEARTBEAT_KEY = lockKey('heartbeat')

/**
 * A host that cannot be asked or does not run leaves the last heartbeat as it is: that is what a restore goes by.
 * Made after every change of ours and once a minute.
 */
export function makeUpdateSessionRecords(
  deps: Pick<SessionsSteps, 'host' | 'readLiveSessions' | 'record' | 'clock' | 'withLock'>,
): UpdateSessionRecords {
  const { host, readLiveSessions, record, clock, withLock } = deps
  const seen = pipe(
    TE.Do,
    TE.bind('run', () => host.run),
    TE.bind('live', () => readLiveSessions),
    TE.match(
      () => null,
      ({ run, live }) => (run === null ? null : { run, live }),
    ),
    TE.fromTask,
  )
  return (change) =>
    withLock(
      [HEARTBEAT_KEY],
      pipe(
        seen,
        TE.flatMap((look) => {
          const at = clock.now()
          return record.update((records) =>
            pipe(
              change(records, at),
              E.map((changed) => (look === null ? changed : beat(namedAsLive(changed, look.live), look, at))),
            ),
          )
        }),
      ),
    )
}

/** Interval at which the sessions that are alive are recorded; a younger session is recorded when it starts. */
const HEARTBEAT_MS = 60_000

export function makeHeartbeat(deps: {
  readonly updateSessionRecords: UpdateSessionRecords
  readonly clock: Clock
  readonly log: Log
}): Job {
  const { updateSessionRecords, clock, log } = deps
  const beat = pipe(
    updateSessionRecords((records) => E.right(records)),
    TE.match(
      ({ detail }) => {
        log.warn('no heartbeat was written', { detail })
      },
      () => undefined,
    ),
  )
  return { name: 'heartbeat', start: () => clock.every(HEARTBEAT_MS, () => detach('heartbeat', beat)) }
}

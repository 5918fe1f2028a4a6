import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OpenState } from '../adapters/outbound/json-store/open-state.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import type { Log } from '../application/shared/log.port.js'
import type { Instant } from '../domain/shared/instant.js'

/** A disk that takes nothing is no reason not to start: the mark then only holds for this time. */
export function markBoot(state: OpenState, log: Log): TE.TaskEither<never, Instant> {
  const now = systemClock.now()
  return pipe(
    state.markBoot(now),
    TE.orElse(({ detail }): TE.TaskEither<never, Instant> => {
      log.warn('the start could not be noted', { detail })
      return TE.right(now)
    }),
  )
}

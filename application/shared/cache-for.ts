import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Clock } from './clock.port.js'

/**
 * Shares one result between all calls within `keepMs`, and between calls while it is being built. A failure is not
 * cached.
 */
export function cacheFor<E, A>(clock: Clock, keepMs: number, build: TE.TaskEither<E, A>): TE.TaskEither<E, A> {
  let kept: { readonly answer: E.Either<E, A>; readonly at: Instant } | null = null
  let running: Promise<E.Either<E, A>> | null = null

  const run = async (): Promise<E.Either<E, A>> => {
    try {
      const answer = await build()
      kept = E.isRight(answer) ? { answer, at: clock.now() } : null
      return answer
    } finally {
      running = null
    }
  }

  return () => {
    if (running !== null) return running
    // A clock that was set back must not keep an answer for longer.
    if (kept !== null && Math.abs(clock.now() - kept.at) < keepMs) return Promise.resolve(kept.answer)
    running = run()
    return running
  }
}

import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BackgroundAgentsFound } from '../../domain/background-agents/background-agent.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import type { BackgroundAgentsPorts } from './ports.js'

export interface ReadBackgroundAgents {
  /** Result of at most 10 s ago, a failure included. Concurrent callers share one. */
  readonly list: TE.TaskEither<Unavailable, BackgroundAgentsFound>
  /** The next call reads anew, and a read that has begun is not stored. */
  readonly refresh: () => void
}

/** Each read starts a program of some hundred megabytes, and every open overview asks. */
const FRESH_MS = 10_000

export function makeReadBackgroundAgents(
  deps: Pick<BackgroundAgentsPorts, 'backgroundAgents' | 'clock'>,
): ReadBackgroundAgents {
  const { backgroundAgents, clock } = deps
  let last: { readonly answer: Promise<E.Either<Unavailable, BackgroundAgentsFound>>; at: Instant } | null = null

  const read = async (): Promise<E.Either<Unavailable, BackgroundAgentsFound>> => {
    const reading = { answer: backgroundAgents.list(), at: clock.now() }
    last = reading
    const answer = await reading.answer
    reading.at = clock.now()
    return answer
  }
  return {
    // A clock that was set back must not keep an answer for longer.
    list: () => (last !== null && Math.abs(clock.now() - last.at) < FRESH_MS ? last.answer : read()),
    refresh: () => {
      last = null
    },
  }
}

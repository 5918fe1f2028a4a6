import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Timing } from '../../../application/server/timing.js'

/** The same task; how long it takes, well or not, is noted each time it runs. */
export const timed =
  <E, A>(timing: Timing, task: TE.TaskEither<E, A>): TE.TaskEither<E, A> =>
  async () => {
    const startedAt = performance.now()
    try {
      return await task()
    } finally {
      timing.note(performance.now() - startedAt)
    }
  }

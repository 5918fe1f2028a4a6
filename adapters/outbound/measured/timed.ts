import type { Timing } from '../../../application/server/timing.js'

/** The same task; how long it takes, well or not, is noted each time it runs. */
export const timed =
  <A>(timing: Timing, task: () => Promise<A>): (() => Promise<A>) =>
  async () => {
    const startedAt = performance.now()
    try {
      return await task()
    } finally {
      timing.note(performance.now() - startedAt)
    }
  }

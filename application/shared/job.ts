import type { Clock } from './clock.port.js'
import { detach } from './detached.js'

/** Background work. `start` begins it and returns a function that ends it; a job is started at most once. */
export interface Job {
  /** For logs: `plan watch`. */
  readonly name: string
  readonly start: () => () => void
}

/** Job that runs at an interval. A run that is due while the one before it goes on is left out. */
export function pollingJob(name: string, clock: Clock, everyMs: number, run: () => Promise<void>): Job {
  let isRunning = false
  const runAlone = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      await run()
    } finally {
      isRunning = false
    }
  }
  return { name, start: () => clock.every(everyMs, () => detach(name, runAlone)) }
}

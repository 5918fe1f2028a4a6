import type { Clock } from '../../../application/shared/clock.port.js'

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs)
    return () => {
      clearTimeout(timer)
    }
  },
  every: (everyMs, task) => {
    const timer = setInterval(task, everyMs).unref()
    return () => {
      clearInterval(timer)
    }
  },
}

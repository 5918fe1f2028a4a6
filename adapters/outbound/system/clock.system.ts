import type { Clock } from '../../../application/shared/clock.port.js'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  after: (delayMs, task) => {
    const timer = setTimeout(guarded('timer', task), delayMs)
    return () => {
      clearTimeout(timer)
    }
  },
  every: (everyMs, task) => {
    const timer = setInterval(guarded('timer', task), everyMs).unref()
    return () => {
      clearInterval(timer)
    }
  },
}

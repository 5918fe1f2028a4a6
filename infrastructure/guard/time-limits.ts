import { guarded } from './guard.js'

/** Clock that limits are measured by. */
export interface LimitClock {
  /** Runs a task again and again; returns a function that ends it. */
  readonly every: (everyMs: number, task: () => void) => () => void
}

/** A limit that has begun. */
export interface PendingLimit {
  /** Number of the check at which it has passed. */
  readonly until: number
  readonly expire: () => void
}

/** Limits on one timer, which runs only while one of them is pending: a timer each would double the cost of a short call. */
export interface TimeLimits {
  /** Runs `expire` once when the limit has passed, unless it is ended before. */
  readonly start: (limitMs: number, expire: () => void) => PendingLimit
  readonly end: (limit: PendingLimit) => void
}

/** A limit passes at most this much late. */
const CHECK_EVERY_MS = 1_000

export function timeLimits(clock: LimitClock): TimeLimits {
  const pending = new Set<PendingLimit>()
  let checks = 0
  let stop: (() => void) | null = null

  const check = guarded('time limits', () => {
    checks += 1
    for (const limit of pending)
      if (limit.until <= checks) {
        pending.delete(limit)
        limit.expire()
      }
    if (pending.size > 0) return
    stop?.()
    stop = null
  })
  return {
    start: (limitMs, expire) => {
      // The next check can come at once, and does not count.
      const limit = { until: checks + 1 + Math.ceil(limitMs / CHECK_EVERY_MS), expire }
      pending.add(limit)
      stop ??= clock.every(CHECK_EVERY_MS, check)
      return limit
    },
    end: (limit) => void pending.delete(limit),
  }
}

import type { Instant } from '../../domain/shared/instant.js'

/**
 * The time of day, and waking up later. A test's clock moves only when told to. A task that throws is reported as a fault;
 * the others run, and `every` calls it again.
 */
export interface Clock {
  /** Present time. */
  readonly now: () => Instant
  /** Milliseconds since some moment, which go on evenly when the time of day is set. Timers follow it. */
  readonly monotonic: () => number
  /** IANA name of the zone of this machine. A function, since asking for it loads 6 MB into the process, which a start does without. */
  readonly timeZone: () => string
  /** Calls `task` once, `delayMs` from now at the earliest. The answer cancels it; cancelling twice is harmless. */
  readonly after: (delayMs: number, task: () => void) => () => void
  /** Calls `task` again and again, `everyMs` apart, until the answer is called. Never keeps the process alive. */
  readonly every: (everyMs: number, task: () => void) => () => void
}

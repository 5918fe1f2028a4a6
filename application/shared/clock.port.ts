import type { Instant } from '../../domain/shared/instant.js'

/** What time it is, and waking up later. A test's clock moves only when told to. */
export interface Clock {
  readonly now: () => Instant
  /** Calls `task` once, `delayMs` from now at the earliest. The answer cancels it; cancelling twice is harmless. */
  readonly after: (delayMs: number, task: () => void) => () => void
  /** Calls `task` again and again, `everyMs` apart, until the answer is called. Never keeps the process alive. */
  readonly every: (everyMs: number, task: () => void) => () => void
}

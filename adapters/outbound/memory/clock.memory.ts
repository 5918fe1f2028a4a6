import type { Clock } from '../../../application/shared/clock.port.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** Clock that moves only when a test advances it. */
export interface MemoryClock extends Clock {
  /** Moves on by so many milliseconds and runs every task that falls due on the way, each at its own time. */
  readonly advance: (ms: number) => void
  /** Sets the time of day forward, or back; nothing falls due by that. */
  readonly set: (byMs: number) => void
  /** Number of pending tasks; a test reads it to find leaked timers. */
  readonly waiting: () => number
}

interface Waiting {
  readonly at: Instant
  readonly run: () => void
}

/** Stands at `start` until it is advanced, in the zone of that IANA name. */
export function memoryClock(start: Instant = 0, timeZone = 'UTC'): MemoryClock {
  let now = start
  let setBy = 0
  const tasks = new Set<Waiting>()

  const after = (delayMs: number, task: () => void): (() => void) => {
    const waiting: Waiting = { at: now + Math.max(delayMs, 0), run: guarded('timer', task) }
    tasks.add(waiting)
    return () => {
      tasks.delete(waiting)
    }
  }
  const nextBy = (end: Instant): Waiting | undefined =>
    [...tasks].filter(({ at }) => at <= end).reduce<Waiting | undefined>(earlier, undefined)

  return {
    now: () => now + setBy,
    monotonic: () => now,
    timeZone: () => timeZone,
    after,
    every: (everyMs, task) => {
      let cancel = (): void => undefined
      const again = (): void => {
        cancel = after(everyMs, () => {
          again() // first, so that a task that cancels does stop it
          task()
        })
      }
      again()
      return () => {
        cancel()
      }
    },
    advance: (ms) => {
      const end = now + ms
      for (let due = nextBy(end); due !== undefined; due = nextBy(end)) {
        tasks.delete(due)
        now = due.at
        due.run()
      }
      now = end
    },
    set: (byMs) => {
      setBy += byMs
    },
    waiting: () => tasks.size,
  }
}

/** Returns the earlier task; of two that are due together the one that was set first. A `Set` keeps that order. */
const earlier = (a: Waiting | undefined, b: Waiting): Waiting => (a !== undefined && a.at <= b.at ? a : b)

import type { Timers } from '../../adapters/inbound/web/src/terminal/connection/heartbeat.js'

interface Waiting {
  readonly at: number
  readonly task: () => void
}

/** Timers that run only when a test advances them. */
export interface ManualTimers extends Timers {
  readonly advance: (byMs: number) => void
  readonly pending: () => number
}

export function manualTimers(): ManualTimers {
  const waiting = new Set<Waiting>()
  let now = 0

  const next = (until: number): Waiting | undefined =>
    [...waiting].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]

  return {
    after: (delayMs, task) => {
      const entry = { at: now + delayMs, task }
      waiting.add(entry)
      return () => {
        waiting.delete(entry)
      }
    },
    advance: (byMs) => {
      const until = now + byMs
      for (let due = next(until); due; due = next(until)) {
        waiting.delete(due)
        now = due.at
        due.task()
      }
      now = until
    },
    pending: () => waiting.size,
  }
}

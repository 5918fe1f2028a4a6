import type { Clock } from '../../application/shared/clock.port.js'

/** The machine's clock, put ahead: time passes when it is told to, and timers that are due run in their order. */
export interface AheadClock extends Clock {
  /** Lets time pass in steps, between which the event loop turns. Resolves with the milliseconds ahead in all. */
  readonly pass: (ms: number) => Promise<number>
}

interface Timer {
  readonly dueAt: number
  readonly run: () => void
}

const STEP_MS = 5_000

export function aheadClock(base: Clock, startMs: number): AheadClock {
  let ahead = startMs
  const timers = new Set<Timer>()
  const monotonic = (): number => base.monotonic() + ahead

  const after: Clock['after'] = (delayMs, task) => {
    const run = (): void => {
      cancel()
      task()
    }
    const cancelReal = base.after(delayMs, run)
    const timer = { dueAt: monotonic() + delayMs, run }
    const cancel = (): void => {
      timers.delete(timer)
      cancelReal()
    }
    timers.add(timer)
    return cancel
  }
  return {
    now: () => base.now() + ahead,
    monotonic,
    timeZone: base.timeZone,
    after,
    every: (everyMs, task) => {
      let cancel = (): void => undefined
      const tick = (): void => {
        cancel = after(everyMs, tick)
        task()
      }
      cancel = after(everyMs, tick)
      return () => {
        cancel()
      }
    },
    pass: async (ms) => {
      for (const end = ahead + ms; ahead < end;) {
        ahead += Math.min(STEP_MS, end - ahead)
        const due = [...timers].filter(({ dueAt }) => dueAt <= monotonic()).sort((a, b) => a.dueAt - b.dueAt)
        for (const timer of due) if (timers.has(timer)) timer.run()
        await new Promise((resolve) => setImmediate(resolve))
      }
      return ahead
    },
  }
}

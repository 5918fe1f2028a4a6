import { setImmediate as turn } from 'node:timers/promises'
import { guarded } from '../guard/guard.js'

/** Pace of work in a thread: full while a caller waits for it; otherwise the thread rests as long as it has worked. */
export interface Pace {
  /** True while a caller waits. */
  readonly isAwaited: () => boolean
  /** Runs the work at full pace until it settles. Ends a rest. */
  readonly awaited: <A>(work: () => PromiseLike<A> | A) => Promise<A>
  /** Lets requests in after so many milliseconds of work, and rests where no caller waits. */
  readonly pause: (workedMs: number) => Promise<void>
}

/**
 * A lower priority of the thread would be shorter, and could not be taken back when a caller comes: raising a priority
 * needs a right that users do not have.
 */
export function makePace(part: string): Pace {
  let callers = 0
  let wake = (): void => undefined
  return {
    isAwaited: () => callers > 0,
    awaited: async (work) => {
      callers += 1
      wake()
      try {
        return await work()
      } finally {
        callers -= 1
      }
    },
    pause: (workedMs) =>
      new Promise((resolve) => {
        if (callers > 0) {
          setImmediate(guarded(part, resolve))
          return
        }
        const timer = setTimeout(
          guarded(part, () => resolve()),
          workedMs,
        )
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}

/** Work of the main thread in parts; each `yield` lets others have their turn. */
export type Turns<A> = Generator<void, A, undefined>

/** Runs work in as many turns of the event loop as it has parts. */
export async function inTurns<A>(work: Turns<A>): Promise<A> {
  for (;;) {
    const part = work.next()
    if (part.done === true) return part.value
    await turn()
  }
}

import { countIn, isFull, isOpen, secondsLeft, type Limit, type Window } from '../../domain/access/window.js'
import type { Clock } from '../shared/clock.port.js'

/**
 * Keys that one budget remembers. Past it the longest known go first, so that a flood of made-up addresses costs
 * bounded memory; each entry takes about 200 bytes.
 */
const MAX_KEYS = 10_000

/** What became of one attempt. */
export type Spent =
  | { readonly allowed: true }
  /** `isFirst` once per key and window: what is worth a line in the audit log. */
  | { readonly allowed: false; readonly isFirst: boolean; readonly retryAfterSeconds: number }

/** Counts attempts per key in fixed windows. */
export interface Budget {
  /** Takes one attempt off the key's budget. */
  readonly spend: (key: string) => Spent
  /** Looks without taking: what `spend` would say now. */
  readonly peek: (key: string) => Spent
}

export function makeBudget({ clock }: { readonly clock: Clock }, limit: Limit, maxKeys = MAX_KEYS): Budget {
  const windows = new Map<string, Window>()

  const makeRoom = (): void => {
    const now = clock.now()
    for (const [key, window] of windows) if (!isOpen(window, limit, now)) windows.delete(key)
    for (const key of windows.keys()) {
      if (windows.size < maxKeys) return
      windows.delete(key)
    }
  }

  const peek = (key: string): Spent => {
    const now = clock.now()
    const window = windows.get(key)
    if (window === undefined || !isFull(window, limit, now)) return { allowed: true }
    return {
      allowed: false,
      isFirst: window.count === limit.max,
      retryAfterSeconds: secondsLeft(window, limit, now),
    }
  }

  return {
    peek,
    spend: (key) => {
      const spent = peek(key)
      if (!windows.has(key) && windows.size >= maxKeys) makeRoom()
      windows.set(key, countIn(windows.get(key), limit, clock.now()))
      return spent
    },
  }
}

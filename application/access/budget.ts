import { countIn, secondsLeft, type Limit, type Window } from '../../domain/access/window.js'
import type { Clock } from '../shared/clock.port.js'

/**
 * Keys that one budget remembers. Past it the oldest windows go first, so that a flood of made-up addresses costs
 * bounded memory; each entry takes about 200 bytes.
 */
const MAX_KEYS = 10_000

/** What became of one attempt. */
export interface Spent {
  readonly isAllowed: boolean
  /** Attempts in this window with this one. */
  readonly count: number
  /** Until the window is over; at least 1. */
  readonly retryAfterSeconds: number
}

/** Takes one attempt off a key's budget. */
export type Spend = (key: string) => Spent

/** Counts attempts per key in fixed windows. */
export function makeBudget({ clock }: { readonly clock: Clock }, limit: Limit, maxKeys = MAX_KEYS): Spend {
  const windows = new Map<string, Window>()

  /** Keys stand in the order in which their windows opened, so the first is the one least worth keeping. */
  const open = (key: string, window: Window): void => {
    windows.delete(key)
    for (const oldest of windows.keys()) {
      if (windows.size < maxKeys) break
      windows.delete(oldest)
    }
    windows.set(key, window)
  }

  return (key) => {
    const now = clock.now()
    const window = countIn(windows.get(key), limit, now)
    if (window.count === 1) open(key, window)
    else windows.set(key, window)
    return {
      isAllowed: window.count <= limit.max,
      count: window.count,
      retryAfterSeconds: secondsLeft(window, limit, now),
    }
  }
}

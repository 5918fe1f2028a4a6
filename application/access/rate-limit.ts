import { countIn, secondsLeft, type RateLimit, type RateWindow } from '../../domain/access/rate-window.js'
import type { Clock } from '../shared/clock.port.js'

/**
 * Keys of one limit that are kept; the oldest windows are dropped first. Bounds the memory that a flood of made-up
 * addresses takes: about 200 bytes a key.
 */
const MAX_KEYS = 10_000

/** Result of one attempt. */
export interface AttemptCount {
  readonly isAllowed: boolean
  /** Attempts in this window with this one. */
  readonly count: number
  /** Until the end of the window; at least 1. */
  readonly retryAfterSeconds: number
}

/** Counts one attempt of a key. */
export type CountAttempt = (key: string) => AttemptCount

/** Counts attempts per key in fixed windows. */
export function makeRateLimit(
  { clock }: { readonly clock: Clock },
  limit: RateLimit,
  maxKeys = MAX_KEYS,
): CountAttempt {
  const windows = new Map<string, RateWindow>()

  /** Keys are in the order in which their windows opened, so the first is dropped first. */
  const open = (key: string, window: RateWindow): void => {
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

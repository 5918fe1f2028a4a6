import type { Instant } from '../shared/instant.js'

/** Maximum number of events per key in one window. */
export interface RateLimit {
  readonly max: number
  readonly windowMs: number
}

/** Events of one key since `openedAt`. A window opens with its first event and does not slide. */
export interface RateWindow {
  readonly openedAt: Instant
  readonly count: number
}

/**
 * A clock that was set back ends the window, so that callers are not locked out until the old time is reached again.
 */
const isOpen = (window: RateWindow, { windowMs }: RateLimit, now: Instant): boolean =>
  now >= window.openedAt && now < window.openedAt + windowMs

/** Window after one more event; a new one when the last has ended or there was none. */
export function countIn(window: RateWindow | undefined, limit: RateLimit, now: Instant): RateWindow {
  return window !== undefined && isOpen(window, limit, now)
    ? { openedAt: window.openedAt, count: window.count + 1 }
    : { openedAt: now, count: 1 }
}

/** Whole seconds until the window ends, at least 1. */
export const secondsLeft = (window: RateWindow, { windowMs }: RateLimit, now: Instant): number =>
  Math.max(1, Math.ceil((window.openedAt + windowMs - now) / 1000))

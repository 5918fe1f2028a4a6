import type { Instant } from '../shared/instant.js'

/** How much one key may do in one window. */
export interface Limit {
  readonly max: number
  readonly windowMs: number
}

/** What one key has done since `openedAt`. A window opens with its first event and never slides. */
export interface Window {
  readonly openedAt: Instant
  readonly count: number
}

/** A clock set back ends the window as well: nobody stays locked out until the old time comes again. */
const isOpen = (window: Window, { windowMs }: Limit, now: Instant): boolean =>
  now >= window.openedAt && now < window.openedAt + windowMs

/** The window after one more event, a new one when the last is over or there was none. */
export function countIn(window: Window | undefined, limit: Limit, now: Instant): Window {
  return window !== undefined && isOpen(window, limit, now)
    ? { openedAt: window.openedAt, count: window.count + 1 }
    : { openedAt: now, count: 1 }
}

/** Whole seconds until the window is over, at least 1. */
export const secondsLeft = (window: Window, { windowMs }: Limit, now: Instant): number =>
  Math.max(1, Math.ceil((window.openedAt + windowMs - now) / 1000))

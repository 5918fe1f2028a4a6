import type { Instant } from '../shared/instant.js'

/**
 * When output leaves: what an idle terminal prints leaves at once, a burst is gathered into few large frames.
 *
 * Time runs in windows. A window that follows a quiet one lets a few chunks through as they come; what exceeds them waits
 * for the window's end. Typing renews them, so that an echo never waits behind the one before.
 */
export interface Pace {
  readonly windowEndsAt: Instant
  /** How many chunks may still leave at once in this window. */
  readonly credit: number
  readonly heldBytes: number
}

/** Half a frame of a 60 Hz screen: gathered output is never seen late. */
export const WINDOW_MS = 8
/** A full frame leaves whatever the time: larger ones only make a slow link wait longer for the first byte. */
export const FULL_FRAME_BYTES = 64 * 1024
/** The echo of a key, the redraw of its line, and tmux's status line. */
export const CREDIT = 3

export const QUIET: Pace = { windowEndsAt: 0, credit: CREDIT, heldBytes: 0 }

/**
 * `bytes` came from the pty. They leave now, with all held before, when nothing is held afterwards. For a viewer who is
 * behind only full frames leave: thousands of small ones in a queue cost more than their bytes.
 */
export function offered(pace: Pace, bytes: number, now: Instant, isBehind: boolean): Pace {
  const isOver = windowLeftMs(pace, now) === 0
  const heldBytes = pace.heldBytes + bytes
  if (heldBytes >= FULL_FRAME_BYTES) return busy(now)
  if (isBehind) return { ...pace, heldBytes }
  if (pace.heldBytes > 0) return isOver ? busy(now) : { ...pace, heldBytes }
  if (isOver) return { windowEndsAt: now + WINDOW_MS, credit: CREDIT - 1, heldBytes: 0 }
  return pace.credit > 0 ? { ...pace, credit: pace.credit - 1 } : { ...pace, heldBytes }
}

/** Whether so much waits for the viewer's connection that a little more, sent now, would not be seen sooner. */
export const isBehind = (waitingBytes: number): boolean => waitingBytes > FULL_FRAME_BYTES

/** The window's end with output held: it leaves, and what follows is gathered again. */
export const flushed = (now: Instant): Pace => busy(now)

/** The person typed: what comes next is most likely the echo. */
export const typed = (pace: Pace): Pace => ({ ...pace, credit: CREDIT })

/** Never more than a window, also when the clock was set back. */
export function windowLeftMs(pace: Pace, now: Instant): number {
  const leftMs = pace.windowEndsAt - now
  return leftMs > 0 && leftMs <= WINDOW_MS ? leftMs : 0
}

const busy = (now: Instant): Pace => ({ windowEndsAt: now + WINDOW_MS, credit: 0, heldBytes: 0 })

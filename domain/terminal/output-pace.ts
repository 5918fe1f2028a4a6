import type { Instant } from '../shared/instant.js'

/**
 * Pacing of terminal output: sporadic output is sent at once, bursts are gathered into few large frames.
 *
 * Time is divided into windows. A window after a quiet one sends the first chunks at once; further chunks wait for its
 * end. Input renews the credit, so that an echo does not wait behind the one before. Output that goes on without a break and without
 * input is a flood: its windows are longer, and none of its chunks is sent at once.
 */
export interface Pace {
  /** Time of the last chunk. */
  readonly lastAt: Instant
  /** Begin of the output without a break and without input. */
  readonly runsSince: Instant
  readonly windowEndsAt: Instant
  /** Number of chunks that may still be sent at once in this window. */
  readonly credit: number
  readonly heldBytes: number
}

/** Half a frame of a 60 Hz screen, so that gathered output is not visibly late. */
export const WINDOW_MS = 8
/** Window of a flood: two frames of a 60 Hz screen. tmux draws a flood about every 15 ms, so a frame has two of its chunks. */
export const FLOOD_WINDOW_MS = 32
/** Output is a flood after this time. */
export const FLOOD_AFTER_MS = 500
/** Longest pause between the chunks of a flood. */
const BREAK_MS = 40
/** A frame of this size is sent at once; larger frames would delay the first byte on a slow link. */
export const FULL_FRAME_BYTES = 64 * 1024
/** Chunks per window: the echo of a key, the redraw of its line, and tmux's status line. */
export const CREDIT = 3

export const QUIET: Pace = { lastAt: 0, runsSince: 0, windowEndsAt: 0, credit: CREDIT, heldBytes: 0 }

/**
 * State after `bytes` came from the pty. All held bytes are sent now when `heldBytes` is 0 afterwards. A viewer that is
 * behind receives full frames only, because thousands of small queued frames cost more than their bytes.
 */
export function offered(pace: Pace, bytes: number, now: Instant, isBehind: boolean): Pace {
  const runsSince = now - pace.lastAt > BREAK_MS ? now : pace.runsSince
  const { windowEndsAt, credit } = pace
  const isOver = windowLeftMs(pace, now) === 0
  const heldBytes = pace.heldBytes + bytes
  const held: Pace = { lastAt: now, runsSince, windowEndsAt, credit, heldBytes }
  if (heldBytes >= FULL_FRAME_BYTES) return flushed(held, now)
  if (isBehind) return held
  if (pace.heldBytes > 0) return isOver ? flushed(held, now) : held
  if (isOver && isFlood(held, now))
    return { lastAt: now, runsSince, windowEndsAt: now + FLOOD_WINDOW_MS, credit: 0, heldBytes }
  if (isOver) return { lastAt: now, runsSince, windowEndsAt: now + WINDOW_MS, credit: CREDIT - 1, heldBytes: 0 }
  return credit > 0 ? { lastAt: now, runsSince, windowEndsAt, credit: credit - 1, heldBytes: 0 } : held
}

/** True when the backlog of the viewer's connection is so large that sending more at once has no effect. */
export const isBehind = (waitingBytes: number): boolean => waitingBytes > FULL_FRAME_BYTES

/** State after held output was sent; the next window gathers again. */
export const flushed = (pace: Pace, now: Instant): Pace => ({
  lastAt: pace.lastAt,
  runsSince: pace.runsSince,
  windowEndsAt: now + (isFlood(pace, now) ? FLOOD_WINDOW_MS : WINDOW_MS),
  credit: 0,
  heldBytes: 0,
})

/** State after input; the next output is most likely its echo. */
export const typed = (pace: Pace, now: Instant): Pace => ({ ...pace, runsSince: now, credit: CREDIT })

/** Milliseconds left in the window; at most one window, even after the clock was set back. */
export function windowLeftMs(pace: Pace, now: Instant): number {
  const leftMs = pace.windowEndsAt - now
  return leftMs > 0 && leftMs <= FLOOD_WINDOW_MS ? leftMs : 0
}

const isFlood = ({ runsSince }: Pace, now: Instant): boolean => now - runsSince >= FLOOD_AFTER_MS

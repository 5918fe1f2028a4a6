import type { Instant } from '../shared/instant.js'

/**
 * Pacing of terminal output: sporadic output is sent at once, bursts are gathered into few large frames.
 *
 * Time is divided into windows, the same for all viewers, so that one wake-up of the process serves them all. A window after
 * a quiet one sends the first chunks at once; further chunks wait for its end. Input renews the credit, so that an echo does
 * not wait behind the one before.
 */
export interface Pace {
  readonly windowEndsAt: Instant
  /** Number of chunks that may still be sent at once in this window. */
  readonly credit: number
  readonly heldBytes: number
}

/** A frame of a 60 Hz screen, so that gathered output is not visibly late: on average it waits for half of it. */
export const WINDOW_MS = 16
/** A frame of this size is sent at once; larger frames would delay the first byte on a slow link. */
export const FULL_FRAME_BYTES = 64 * 1024
/** Chunks per window: the echo of a key, the redraw of its line, and tmux's status line. */
export const CREDIT = 3

export const QUIET: Pace = { windowEndsAt: 0, credit: CREDIT, heldBytes: 0 }

/**
 * State after `bytes` came from the pty. All held bytes are sent now when `heldBytes` is 0 afterwards. A viewer that is
 * behind receives full frames only, because thousands of small queued frames cost more than their bytes.
 */
export function offered(pace: Pace, bytes: number, now: Instant, isBehind: boolean): Pace {
  const isOver = windowLeftMs(pace, now) === 0
  const heldBytes = pace.heldBytes + bytes
  if (heldBytes >= FULL_FRAME_BYTES) return busy(now)
  if (isBehind) return { ...pace, heldBytes }
  if (pace.heldBytes > 0) return isOver ? busy(now) : { ...pace, heldBytes }
  if (isOver) return { windowEndsAt: windowEnd(now), credit: CREDIT - 1, heldBytes: 0 }
  return pace.credit > 0 ? { ...pace, credit: pace.credit - 1 } : { ...pace, heldBytes }
}

/** True when the backlog of the viewer's connection is so large that sending more at once has no effect. */
export const isBehind = (waitingBytes: number): boolean => waitingBytes > FULL_FRAME_BYTES

/** State after the window ended and held output was sent; the next window gathers again. */
export const flushed = (now: Instant): Pace => busy(now)

/** State after input; the next output is most likely its echo. */
export const typed = (pace: Pace): Pace => ({ ...pace, credit: CREDIT })

/** Milliseconds left in the window; at most one window, even after the clock was set back. */
export function windowLeftMs(pace: Pace, now: Instant): number {
  const leftMs = pace.windowEndsAt - now
  return leftMs > 0 && leftMs <= WINDOW_MS ? leftMs : 0
}

const windowEnd = (now: Instant): Instant => now - (now % WINDOW_MS) + WINDOW_MS

const busy = (now: Instant): Pace => ({ windowEndsAt: windowEnd(now), credit: 0, heldBytes: 0 })

/** Output queued between the pty and one viewer. */
export interface Flow {
  /** Bytes read from the pty and not yet accepted by the viewer's connection. */
  readonly waitingBytes: number
  /** True while reading from the pty is paused. */
  readonly paused: boolean
  /** Time at which the viewer last accepted bytes while paused; `null` while it keeps up. */
  readonly stalledSince: Instant | null
}

/** Bytes above which the pty is paused. A screen redraw has some 10 kB, so a viewer that keeps up stays below. */
export const HIGH_WATER_BYTES = 1024 * 1024
/** Bytes below which the pty is resumed. The distance to the high mark avoids switching with every frame. */
export const LOW_WATER_BYTES = 256 * 1024
/** A viewer that accepts nothing for this long is disconnected. Reconnecting costs one redraw. */
export const STALL_LIMIT_MS = 30_000

export const FLOWING: Flow = { waitingBytes: 0, paused: false, stalledSince: null }

/** State after `bytes` were read from the pty. */
export function queued(flow: Flow, bytes: number, now: Instant): Flow {
  const waitingBytes = flow.waitingBytes + bytes
  if (flow.paused || waitingBytes <= HIGH_WATER_BYTES) return { ...flow, waitingBytes }
  return { waitingBytes, paused: true, stalledSince: now }
}

/** State after the viewer's connection accepted `bytes`. */
export function taken(flow: Flow, bytes: number, now: Instant): Flow {
  const waitingBytes = Math.max(0, flow.waitingBytes - bytes)
  if (!flow.paused) return { ...flow, waitingBytes }
  if (waitingBytes < LOW_WATER_BYTES) return { waitingBytes, paused: false, stalledSince: null }
  return { waitingBytes, paused: true, stalledSince: now }
}

/** Milliseconds until a stalled viewer is disconnected; `null` while it keeps up. */
export const graceLeftMs = (flow: Flow, now: Instant): number | null =>
  flow.stalledSince === null ? null : Math.max(0, flow.stalledSince + STALL_LIMIT_MS - now)

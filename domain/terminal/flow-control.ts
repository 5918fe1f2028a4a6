import type { Instant } from '../shared/instant.js'

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

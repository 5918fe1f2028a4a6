import type { Instant } from '../shared/instant.js'

/** What lies between the pty and one viewer, and since when nothing of it has moved. */
export interface Flow {
  /** Read from the pty and not yet taken by the viewer's connection. */
  readonly waitingBytes: number
  /** Whether the pty is to be left unread. */
  readonly paused: boolean
  /** When the viewer last took something while paused; `null` while it keeps up. */
  readonly stalledSince: Instant | null
}

/** Above this the pty waits. A screen redraw is some 10 kB, so nobody who keeps up ever gets here. */
export const HIGH_WATER_BYTES = 1024 * 1024
/** Below this the pty goes on: far enough from the top that a slow viewer does not flip with each frame. */
export const LOW_WATER_BYTES = 256 * 1024
/** Who takes nothing for this long has gone or sleeps; coming back costs it one redraw. */
export const STALL_LIMIT_MS = 30_000

export const FLOWING: Flow = { waitingBytes: 0, paused: false, stalledSince: null }

/** `bytes` were read from the pty for this viewer. */
export function queued(flow: Flow, bytes: number, now: Instant): Flow {
  const waitingBytes = flow.waitingBytes + bytes
  if (flow.paused || waitingBytes <= HIGH_WATER_BYTES) return { ...flow, waitingBytes }
  return { waitingBytes, paused: true, stalledSince: now }
}

/** The viewer's connection took `bytes`. */
export function taken(flow: Flow, bytes: number, now: Instant): Flow {
  const waitingBytes = Math.max(0, flow.waitingBytes - bytes)
  if (!flow.paused) return { ...flow, waitingBytes }
  if (waitingBytes < LOW_WATER_BYTES) return { waitingBytes, paused: false, stalledSince: null }
  return { waitingBytes, paused: true, stalledSince: now }
}

/** How long the viewer may still take nothing before it is dropped; `null` while it keeps up. */
export const graceLeftMs = (flow: Flow, now: Instant): number | null =>
  flow.stalledSince === null ? null : Math.max(0, flow.stalledSince + STALL_LIMIT_MS - now)

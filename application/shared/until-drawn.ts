import type { Clock } from './clock.port.js'
import { pause } from './pause.js'

/** Time for a CLI to draw after a key. A busy machine takes seconds. */
const DRAWN_WITHIN_MS = 5_000
const LOOK_EVERY_MS = 25

/** Reads a screen until it is as awaited. Returns false when it does not come in time. */
export async function untilDrawn<S>(
  clock: Clock,
  read: () => Promise<S>,
  isThere: (now: S) => boolean,
): Promise<boolean> {
  const end = clock.monotonic() + DRAWN_WITHIN_MS
  for (;;) {
    if (isThere(await read())) return true
    if (clock.monotonic() >= end) return false
    await pause(clock, LOOK_EVERY_MS)
  }
}

import type { Timers } from '../connection/heartbeat.js'

/** Delays of the key repeat, as of a keyboard. */
const FIRST_REPEAT_MS = 400
const REPEAT_MS = 60

export interface HeldKey {
  /** Sends the key at once, and again and again until `release`. */
  readonly press: () => void
  readonly release: () => void
}

/**
 * Key that repeats while it is held, with at most one timer at a time. The first moment at which it may not repeat, such
 * as the loss of the connection, ends the repetition.
 */
export function heldKey(timers: Timers, send: () => void, mayRepeat: () => boolean): HeldKey {
  let cancel: (() => void) | null = null

  const release = (): void => {
    cancel?.()
    cancel = null
  }
  const again = (afterMs: number): void => {
    cancel = timers.after(afterMs, () => {
      if (!mayRepeat()) return
      send()
      again(REPEAT_MS)
    })
  }
  return {
    press: () => {
      release()
      send()
      again(FIRST_REPEAT_MS)
    },
    release,
  }
}

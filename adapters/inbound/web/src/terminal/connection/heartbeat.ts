/** Timers, replaceable in tests. */
export interface Timers {
  readonly after: (delayMs: number, task: () => void) => () => void
}

export const realTimers: Timers = {
  after: (delayMs, task) => {
    const id = setTimeout(task, delayMs)
    return () => clearTimeout(id)
  },
}

const PING_EVERY_MS = 12_000
/** Response timeout. A reachable hub responds within milliseconds; a phone waking up may need seconds. */
const PONG_WITHIN_MS = 6_000

export interface Heartbeat {
  readonly pong: () => void
  readonly stop: () => void
}

/**
 * Sends a ping every 12 s. One deadline runs for the outstanding ping and later pings do not move it, so a dead link is
 * detected within 18 s.
 */
export function startHeartbeat(timers: Timers, send: () => void, dead: () => void): Heartbeat {
  let cancelDeadline: (() => void) | null = null
  let cancelNext = timers.after(PING_EVERY_MS, ping)

  function ping(): void {
    cancelNext = timers.after(PING_EVERY_MS, ping)
    if (cancelDeadline) return
    cancelDeadline = timers.after(PONG_WITHIN_MS, () => {
      stop()
      dead()
    })
    send()
  }

  function pong(): void {
    cancelDeadline?.()
    cancelDeadline = null
  }

  function stop(): void {
    cancelNext()
    pong()
  }

  return { pong, stop }
}

/** How long to wait before the next try, and how fast that grows. */
export interface BackOff {
  readonly firstMs: number
  readonly maxMs: number
  /** 0–1: how far a wait may stray to either side, so that many tabs do not come back at once. */
  readonly jitter: number
}

/** A terminal comes back within a second of a short cut, and asks three times a minute after a long one. */
export const TERMINAL_BACK_OFF: BackOff = { firstMs: 1_000, maxMs: 20_000, jitter: 0.2 }

export const EVENTS_BACK_OFF: BackOff = { firstMs: 500, maxMs: 30_000, jitter: 0 }

/** The wait before try number `attempt` (0 is the first after a loss); `random` is 0–1. */
export function delayMs({ firstMs, maxMs, jitter }: BackOff, attempt: number, random: number): number {
  const base = Math.min(firstMs * 2 ** Math.min(attempt, 16), maxMs)
  return Math.round(base * (1 + jitter * (2 * random - 1)))
}

/** Exponential back-off between reconnects. */
export interface BackOff {
  readonly firstMs: number
  readonly maxMs: number
  /** 0–1: maximum random deviation in either direction, so that many tabs do not reconnect at once. */
  readonly jitter: number
}

/** Reconnects within a second of a short interruption, and three times a minute after a long one. */
export const TERMINAL_BACK_OFF: BackOff = { firstMs: 1_000, maxMs: 20_000, jitter: 0.2 }

export const EVENTS_BACK_OFF: BackOff = { firstMs: 500, maxMs: 30_000, jitter: 0 }

/** Delay before attempt number `attempt`, from 0. `random` is 0–1. */
export function delayMs({ firstMs, maxMs, jitter }: BackOff, attempt: number, random: number): number {
  const base = Math.min(firstMs * 2 ** Math.min(attempt, 16), maxMs)
  return Math.round(base * (1 + jitter * (2 * random - 1)))
}

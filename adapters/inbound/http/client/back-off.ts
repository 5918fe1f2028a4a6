/** Exponential back-off between reconnects. */
export interface BackOff {
  readonly firstMs: number
  readonly maxMs: number
  /** 0–1: maximum random deviation in either direction, so that many clients do not reconnect at once. */
  readonly jitter: number
}

/** Delay before attempt number `attempt`, from 0. `random` is 0–1. */
export function delayMs({ firstMs, maxMs, jitter }: BackOff, attempt: number, random: number): number {
  const base = Math.min(firstMs * 2 ** Math.min(attempt, 16), maxMs)
  return Math.round(base * (1 + jitter * (2 * random - 1)))
}

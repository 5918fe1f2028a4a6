import type { Principal } from './principal.js'
import type { Limit } from './window.js'

/** Class of a route that decides its limit; `free` has none. */
export type RateClass = 'read' | 'write' | 'upload' | 'free'

const MINUTE_MS = 60_000

/**
 * Limits of one caller at one address. The operator's reads are one person with several devices and tabs open: a board, a
 * list of sessions and a few diffs ask several times a second. Uploads are sent a file a request, so dropping a few hundred files
 * is one gesture of a person and not a flood.
 */
export const RATE_LIMITS = {
  operatorRead: { max: 3_000, windowMs: MINUTE_MS },
  read: { max: 300, windowMs: MINUTE_MS },
  write: { max: 60, windowMs: MINUTE_MS },
  upload: { max: 1_200, windowMs: MINUTE_MS },
} as const satisfies Readonly<Record<string, Limit>>

export type RateLimitName = keyof typeof RATE_LIMITS

/** Limit of a call; `null` for none. */
export function rateLimitOf(rate: RateClass, { kind }: Principal): RateLimitName | null {
  if (rate === 'free') return null
  return rate === 'read' && kind === 'operator' ? 'operatorRead' : rate
}

/**
 * Wrong or missing tokens from one address before it is only told to wait. A client whose token was rotated asks about
 * ten things at once and must still read 401 on all of them.
 */
export const FAILURE_LIMIT: Limit = { max: 30, windowMs: MINUTE_MS }

import type { Principal } from './principal.js'
import type { RateLimit } from './rate-window.js'

/** Rate class of a route; `free` routes are not limited. */
export type RateClass = 'read' | 'write' | 'upload' | 'free'

const MINUTE_MS = 60_000

/**
 * Limits per caller and address. The operator's reads come from several devices and tabs of one person: a board, a list
 * of sessions and a few diffs poll several times a second. Uploads send one file per request, so dropping a few hundred
 * files is a single action; so is deciding about a hundred calls together.
 */
export const RATE_LIMITS = {
  operatorRead: { max: 3_000, windowMs: MINUTE_MS },
  read: { max: 300, windowMs: MINUTE_MS },
  write: { max: 60, windowMs: MINUTE_MS },
  upload: { max: 1_200, windowMs: MINUTE_MS },
} as const satisfies Readonly<Record<string, RateLimit>>

export type RateLimitName = keyof typeof RATE_LIMITS

/** Name of the rate limit of a call; `null` for unlimited calls. */
export function rateLimitOf(rate: RateClass, { kind }: Principal): RateLimitName | null {
  if (rate === 'free') return null
  return rate === 'read' && (kind === 'operator' || kind === 'named') ? 'operatorRead' : rate
}

/** Attempts to pair a device per address: above those of a person who tries again. */
export const PAIRING_LIMIT: RateLimit = { max: 10, windowMs: MINUTE_MS }

/**
 * Wrong or missing tokens per address before the answer is 429. A client with a rotated token sends about ten requests
 * at once and must still receive 401 for each.
 */
export const FAILURE_LIMIT: RateLimit = { max: 30, windowMs: MINUTE_MS }

import type { Limit } from './window.js'

/** Which budget a call is taken from; `free` calls from none. */
export type RateClass = 'read' | 'write' | 'upload' | 'free'

const MINUTE_MS = 60_000

/**
 * What one token may do from one address. Uploads are sent a file a request, so dropping a few hundred files is one
 * gesture of a person and not a flood.
 */
export const RATE_LIMITS: Readonly<Record<Exclude<RateClass, 'free'>, Limit>> = {
  read: { max: 300, windowMs: MINUTE_MS },
  write: { max: 60, windowMs: MINUTE_MS },
  upload: { max: 1_200, windowMs: MINUTE_MS },
}

/**
 * Wrong or missing tokens from one address before it is only told to wait. A client whose token was rotated asks about
 * ten things at once and must still read 401 on all of them.
 */
export const FAILURE_LIMIT: Limit = { max: 30, windowMs: MINUTE_MS }

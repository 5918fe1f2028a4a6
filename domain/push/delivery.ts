import type { Instant } from '../shared/instant.js'
import type { PushSubscription } from './subscription.js'

/** Result of one delivery attempt. */
export type DeliveryAnswer =
  | {
      readonly _tag: 'Answered'
      readonly statusCode: number
      readonly reason: string | null
      /** Wait requested by the service; `null` when it requests none. */
      readonly retryAfterMs: number | null
    }
  /** Timeout, connection failure, or an address that is not public. */
  | { readonly _tag: 'NoAnswer'; readonly reason: string }

/** Consequence of a delivery attempt. */
export type DeliveryOutcome = 'delivered' | 'gone' | 'again' | 'failed'

/**
 * RFC 8030, sections 5 and 7.3. 401 and 404 mean that the subscription was created with other keys or no longer exists.
 */
export function outcomeOf(answer: DeliveryAnswer): DeliveryOutcome {
  if (answer._tag === 'NoAnswer') return 'again'
  if (isDelivered(answer)) return 'delivered'
  const { statusCode } = answer
  if (statusCode === 404 || statusCode === 410 || statusCode === 401) return 'gone'
  return statusCode === 429 || statusCode >= 500 ? 'again' : 'failed'
}

/** True for a status of 2xx. */
export const isDelivered = (answer: DeliveryAnswer): boolean =>
  answer._tag === 'Answered' && answer.statusCode >= 200 && answer.statusCode < 300

const FIRST_WAIT_MS = 1_000
/** Growth of the wait: 1 s, 4 s, 16 s. A later message would be outdated. */
const WAIT_GROWTH = 4
export const MAX_ATTEMPTS = 4

/** Milliseconds until the next attempt; `null` when there is none or it would be too late. */
export function waitBeforeAgainMs(attempt: number, answer: DeliveryAnswer, timeLeftMs: number): number | null {
  if (attempt >= MAX_ATTEMPTS) return null
  const asked = answer._tag === 'Answered' ? (answer.retryAfterMs ?? 0) : 0
  const waitMs = Math.max(FIRST_WAIT_MS * WAIT_GROWTH ** (attempt - 1), asked)
  return waitMs < timeLeftMs ? waitMs : null
}

/** Subscriptions after the last attempt of a delivery. Returns the same list when nothing changes. */
export function noted(
  subscriptions: ReadonlyArray<PushSubscription>,
  endpoint: string,
  answer: DeliveryAnswer,
  at: Instant,
): ReadonlyArray<PushSubscription> {
  const known = subscriptions.find((one) => one.endpoint === endpoint)
  if (!known) return subscriptions
  const put = (change: Partial<PushSubscription>): ReadonlyArray<PushSubscription> =>
    subscriptions.map((one) => (one === known ? { ...one, ...change } : one))
  switch (outcomeOf(answer)) {
    case 'gone':
      return subscriptions.filter((one) => one !== known)
    case 'delivered':
      return known.failedAttempts === 0 && known.lastError === null
        ? subscriptions
        : put({ failedAttempts: 0, lastError: null })
    case 'again':
    case 'failed': {
      const statusCode = answer._tag === 'Answered' ? answer.statusCode : null
      return put({
        failedAttempts: known.failedAttempts + 1,
        lastError: { at, statusCode, reason: answer.reason },
      })
    }
  }
}

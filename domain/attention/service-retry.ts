import type { Instant } from '../shared/instant.js'

/** Request that the model's service has refused and that the agent will send again. */
export interface ServiceRetry {
  /** Number of the next attempt, as the agent counts. */
  readonly attempt: number
  /** Number of attempts after which the agent gives up; `null` when its screen does not show it. */
  readonly of: number | null
  /** Time of the next attempt; `null` when its screen does not show it. */
  readonly nextAt: Instant | null
}

/** A screen counts whole seconds, and a look may come late. */
const SAME_TIME_MS = 2_500

/** The former retry where both are the same attempt, so that a countdown is one change. */
export function currentRetry(former: ServiceRetry | null, seen: ServiceRetry | null): ServiceRetry | null {
  if (former === null || seen === null) return seen
  const isSame =
    former.attempt === seen.attempt &&
    former.of === seen.of &&
    Math.abs((former.nextAt ?? 0) - (seen.nextAt ?? 0)) <= SAME_TIME_MS
  return isSame ? former : seen
}

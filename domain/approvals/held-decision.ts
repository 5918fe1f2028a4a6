import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import type { CallPlace, NamedApproval } from './approval.js'
import type { Decision, DecisionRequest } from './decision.js'
import { invalidDecision, type InvalidDecision } from './errors.js'
import type { Decider } from './records.js'

/** Decision that is delivered to the agent at `until` unless a person takes it back before. */
export interface HeldDecision {
  readonly decision: Decision
  readonly decider: Decider
  readonly until: Instant
}

/** Approval as clients list it; `held` is `null` until a person has decided. */
export interface ListedApproval extends NamedApproval {
  readonly held: HeldDecision | null
  readonly place: CallPlace
}

/** Milliseconds. Longer holds would leave the agent waiting for a decision that was made. */
const MAX_DECISION_HOLD_MS = 30_000

/** Milliseconds between the end of a hold and the end of the approval, enough for the log. */
const DELIVERY_RESERVE_MS = 2_000

/**
 * Milliseconds to hold the decision of a request with `holdMs`; 0 where the approval ends too soon after. `leftMs` is the
 * time until then.
 */
export function readHold({ holdMs }: DecisionRequest, leftMs: number): E.Either<InvalidDecision, number> {
  const isValid = typeof holdMs === 'number' && holdMs > 0 && holdMs <= MAX_DECISION_HOLD_MS
  if (!isValid) return E.left(invalidDecision)
  return E.right(holdMs + DELIVERY_RESERVE_MS <= leftMs ? holdMs : 0)
}

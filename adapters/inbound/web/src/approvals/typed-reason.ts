import { charactersLeft, reasonProblem } from '../../../../../domain/approvals/denial-reason.js'
import type { ReasonProblem } from '../../../../../domain/approvals/errors.js'
import type { HubApproval } from '../app/hub/hub.js'

/** Characters left from which on their number is shown. */
const SHOWN_BELOW = 100

/** Reason of a denial while it is typed. */
export interface TypedReason {
  /** Text to send; empty for a denial without a reason. */
  readonly reason: string
  /** Problem that keeps it from being sent; `null` for none. */
  readonly problem: ReasonProblem | null
  /** Characters that still fit; negative beyond the limit, and `null` while there are many. */
  readonly left: number | null
}

/** Answer in own words while it is typed. */
export const typedWords = (
  typed: string,
  { answerLimit, isAtDialog }: Pick<HubApproval, 'answerLimit' | 'isAtDialog'>,
): TypedReason => typedReason(typed, { reasonLimit: answerLimit, isAtDialog })

/** A call that takes no reason has no field, so nothing that was typed before is sent. */
export function typedReason(
  typed: string,
  { reasonLimit: limit, isAtDialog: isOneLine }: Pick<HubApproval, 'reasonLimit' | 'isAtDialog'>,
): TypedReason {
  if (limit === 0) return { reason: '', problem: null, left: null }
  const left = charactersLeft(typed, { limit })
  return {
    reason: typed.trim(),
    problem: reasonProblem(typed, { limit, isOneLine }),
    left: left < SHOWN_BELOW ? left : null,
  }
}

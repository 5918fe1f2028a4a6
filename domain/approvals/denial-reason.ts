import type { CallPlace, ToolCall } from './approval.js'
import { isLine, MAX_LINE_LENGTH } from './dialog-step.js'
import type { ReasonProblem } from './errors.js'
import { kindOf } from './question.js'

/** Characters, above what people type. */
export const MAX_REASON_LENGTH = 2_000

/** Reason that the agent takes with a denial. */
export interface ReasonLimit {
  /** Characters (Unicode code points) without blanks at both ends; 0 when the agent takes none. */
  readonly limit: number
  /** True when only one line fits. */
  readonly isOneLine: boolean
}

/** Limit by the request and its place. Keys type a reason into the dialog of a plan alone, and the answer to a form has no reason. */
export function reasonLimitOf(call: Pick<ToolCall, 'tool' | 'gate' | 'takesReason'>, place: CallPlace): ReasonLimit {
  const kind = kindOf(call)
  if (place !== 'hook') return { limit: kind === 'plan' ? MAX_LINE_LENGTH : 0, isOneLine: true }
  const isTaken = kind !== 'form' && call.takesReason !== false
  return { limit: isTaken ? MAX_REASON_LENGTH : 0, isOneLine: false }
}

/** Characters that are left for a reason; negative beyond the limit. */
export const charactersLeft = (reason: string, { limit }: Pick<ReasonLimit, 'limit'>): number =>
  limit - Array.from(reason.trim()).length

/** Problem with a reason; `null` for one that fits, and for none. */
export function reasonProblem(reason: string, { limit, isOneLine }: ReasonLimit): ReasonProblem | null {
  const said = reason.trim()
  if (said === '') return null
  if (limit === 0) return 'not-taken'
  if (charactersLeft(said, { limit }) < 0) return 'too-long'
  return isOneLine && !isLine(said) ? 'several-lines' : null
}

import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { isJsonObject, type JsonObject } from '../../domain/approvals/canonical-json.js'
import { approvalNotPending, type ApprovalNotPending } from '../../domain/approvals/errors.js'
import { kindOf } from '../../domain/approvals/question.js'
import type { Unavailable } from '../shared/errors.js'
import { logParts } from './recorded-calls.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'

/** Plan that the session of an open plan asked about before it; `null` for the first one, and where the log has it no more. */
export type ReadEarlierPlan = (
  id: string,
) => TE.TaskEither<ApprovalNotPending | Unavailable, { readonly plan: string | null }>

/** Parts of the log that are read. A plan before them is not compared with. */
const MAX_PARTS = 64

export function makeReadEarlierPlan({
  calls,
  history,
}: Pick<ApprovalsPorts, 'history'> & Pick<ApprovalsSteps, 'calls'>): ReadEarlierPlan {
  return (id) => async () => {
    const open = calls.pending(id)
    if (open === null || kindOf(open.approval.call) !== 'plan') return E.left(approvalNotPending)
    const { session } = open.approval.call
    let parts = 0
    for await (const part of logParts(history)) {
      if (E.isLeft(part)) return part
      for (const { record } of part.right.records) {
        const plan = record['id'] !== id && record['sessionId'] === session ? planIn(record) : null
        if (plan !== null) return E.right({ plan })
      }
      parts += 1
      if (parts >= MAX_PARTS) break
    }
    return E.right({ plan: null })
  }
}

/** Plan whose request is recorded; `null` for other records and for a plan that was too long. */
function planIn({ kind, tool, input }: JsonObject): string | null {
  if (kind !== 'request' || typeof tool !== 'string' || kindOf({ tool }) !== 'plan' || !isJsonObject(input)) return null
  return typeof input['plan'] === 'string' ? input['plan'] : null
}

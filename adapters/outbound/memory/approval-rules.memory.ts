import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalRulesStore } from '../../../application/approvals/approval-rules.port.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../../domain/approvals/rules.js'

/** In-memory approval rules. */
export function memoryApprovalRules(first: ApprovalRules = DEFAULT_RULES): ApprovalRulesStore {
  let rules = first
  return {
    read: TE.fromIO(() => rules),
    change: (change) =>
      TE.fromIO(() => {
        rules = change(rules)
        return rules
      }),
  }
}

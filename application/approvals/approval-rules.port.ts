import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalRules } from '../../domain/approvals/rules.js'
import type { Unavailable } from '../shared/errors.js'

/** What a person has laid down about approvals, on disk. */
export interface ApprovalRulesStore {
  readonly read: TE.TaskEither<Unavailable, ApprovalRules>
  /** One change at a time; answers once it is on disk. The same rules back write nothing. */
  readonly change: (change: (rules: ApprovalRules) => ApprovalRules) => TE.TaskEither<Unavailable, ApprovalRules>
}

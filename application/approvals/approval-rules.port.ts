import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalRules } from '../../domain/approvals/rules.js'
import type { Unavailable } from '../shared/errors.js'

/** Rules of approvals that a person has set, on disk. */
export interface ApprovalRulesStore {
  /** Rules as stored last. */
  readonly read: TE.TaskEither<Unavailable, ApprovalRules>
  /** One change at a time; settles once it is on disk. A change that returns the same rules writes nothing. */
  readonly change: (change: (rules: ApprovalRules) => ApprovalRules) => TE.TaskEither<Unavailable, ApprovalRules>
}

import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BudgetRecords } from '../../domain/usage/budget-records.js'
import type { Unavailable } from '../shared/errors.js'

/** Budgets and how they stand, on disk. */
export interface BudgetStore {
  /** Budgets as stored last. */
  readonly read: TE.TaskEither<Unavailable, BudgetRecords>
  /**
   * One change at a time, in the order of the calls; answers with the new records once it is on disk. The same records back
   * writes nothing.
   */
  readonly change: (change: (records: BudgetRecords) => BudgetRecords) => TE.TaskEither<Unavailable, BudgetRecords>
}

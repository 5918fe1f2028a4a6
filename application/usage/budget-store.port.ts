import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BudgetBook } from '../../domain/usage/budget-book.js'
import type { Unavailable } from '../shared/errors.js'

/** Budgets and how they stand, on disk. */
export interface BudgetStore {
  /** Budgets as stored last. */
  readonly read: TE.TaskEither<Unavailable, BudgetBook>
  /**
   * One change at a time, in the order of the calls; answers with the new book once it is on disk. The same book back
   * writes nothing.
   */
  readonly change: (change: (book: BudgetBook) => BudgetBook) => TE.TaskEither<Unavailable, BudgetBook>
}

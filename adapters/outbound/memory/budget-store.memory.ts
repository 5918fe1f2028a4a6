import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BudgetStore } from '../../../application/usage/budget-store.port.js'
import { EMPTY_BUDGET_BOOK, type BudgetBook } from '../../../domain/usage/budget-book.js'

/** In-memory budgets. */
export function memoryBudgetStore(first: BudgetBook = EMPTY_BUDGET_BOOK): BudgetStore {
  let book = first
  return {
    read: TE.fromIO(() => book),
    change: (change) =>
      TE.fromIO(() => {
        book = change(book)
        return book
      }),
  }
}

import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BudgetStore } from '../../../application/usage/budget-store.port.js'
import { EMPTY_BUDGET_RECORDS, type BudgetRecords } from '../../../domain/usage/budget-records.js'

/** In-memory budgets. */
export function memoryBudgetStore(first: BudgetRecords = EMPTY_BUDGET_RECORDS): BudgetStore {
  let records = first
  return {
    read: TE.fromIO(() => records),
    change: (change) =>
      TE.fromIO(() => {
        records = change(records)
        return records
      }),
  }
}

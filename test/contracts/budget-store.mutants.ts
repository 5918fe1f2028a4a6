import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BudgetRecords } from '../../domain/usage/budget-records.js'
import type { BudgetStore } from '../../application/usage/budget-store.port.js'
import type { StoreHarness } from './harness.js'
import { brokenStore, changeStoreDefects, emptyInTheNextRun } from './change-store-defects.js'
import type { Mutants } from './mutants.js'

const { losesChanges, storesNothing, answersWithFormer, cannotBeRead } = changeStoreDefects<BudgetRecords>()

/** Broken stores of budgets. */
export const budgetStoreMutants: Mutants<StoreHarness<BudgetStore>> = {
  'has no budgets at first': {
    'cannot be read': brokenStore(cannotBeRead),
  },
  'keeps budgets and how they stand, over a restart too': {
    'stores nothing': brokenStore(storesNothing),
    'answers with the former budgets': brokenStore(answersWithFormer),
    'is empty in the next run': emptyInTheNextRun<BudgetRecords>(),
    'drops how the budgets stand': brokenStore<BudgetRecords>((store) => ({
      ...store,
      read: TE.map((book: BudgetRecords) => ({ ...book, standings: {} }))(store.read),
    })),
  },
  'makes changes one after the other': {
    'loses a change that another overtakes': brokenStore(losesChanges),
  },
}

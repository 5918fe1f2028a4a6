import * as t from 'io-ts'
import { join } from 'node:path'
import { EMPTY_BUDGET_RECORDS, LOST_BUDGET_RECORDS, type BudgetRecords } from '../../../domain/usage/budget-records.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const Dollars = t.refinement(t.number, (usd) => Number.isFinite(usd) && usd >= 0, 'Dollars')

const StoredBudgets = t.intersection([
  t.strict({
    budgets: t.readonlyArray(
      t.strict({
        scope: t.union([
          t.strict({ kind: t.literal('day') }),
          t.strict({ kind: t.literal('month') }),
          t.strict({ kind: t.literal('project'), project: t.string }),
          t.strict({ kind: t.literal('card'), card: t.string }),
        ]),
        limitUsd: Dollars,
        atLimit: t.keyof({ ask: null, deny: null }),
      }),
    ),
    standings: t.record(
      t.string,
      t.strict({ period: t.string, spentUsd: Dollars, level: t.keyof({ fine: null, near: null, exceeded: null }) }),
    ),
  }),
  t.partial({ isLost: t.literal(true) }),
])

/** `budgets.json`. */
export const budgetStoreSpec = (folder: StateFolder): JsonStoreSpec<BudgetRecords> => ({
  ...folder,
  file: join(folder.path, 'budgets.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: EMPTY_BUDGET_RECORDS,
  lost: LOST_BUDGET_RECORDS,
  decode: decodeWith(StoredBudgets),
  encode: ({ budgets, standings, isLost }) => ({ budgets, standings, ...(isLost ? { isLost } : {}) }),
})

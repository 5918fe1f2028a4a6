import { EMPTY_BUDGET_RECORDS, type BudgetRecords } from '../../domain/usage/budget-records.js'
import { describeStateStore } from './state-store.contract.js'

/** Suite of every store of budgets. */
export const describeBudgetStore = describeStateStore<BudgetRecords>('BudgetStore', {
  fresh: EMPTY_BUDGET_RECORDS,
  adding: (records, card) => ({
    ...records,
    budgets: [...records.budgets, { scope: { kind: 'card', card }, limitUsd: 0.5, atLimit: 'ask' }],
  }),
  ids: ({ budgets }) => budgets.map(({ scope }) => (scope.kind === 'card' ? scope.card : '')),
  full: {
    budgets: [
      { scope: { kind: 'day' }, limitUsd: 5.5, atLimit: 'deny' },
      { scope: { kind: 'month' }, limitUsd: 20, atLimit: 'ask' },
      { scope: { kind: 'project', project: 'größe und mehr' }, limitUsd: 100, atLimit: 'ask' },
      { scope: { kind: 'card', card: 'card-1' }, limitUsd: 0, atLimit: 'deny' },
    ],
    standings: {
      day: { period: '2026-11-25', spentUsd: 6.123456, level: 'exceeded' },
      'project:größe und mehr': { period: '2026-11', spentUsd: 0, level: 'fine' },
    },
  },
})

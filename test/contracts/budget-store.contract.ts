import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { BudgetStore } from '../../application/usage/budget-store.port.js'
import { EMPTY_BUDGET_RECORDS, type BudgetRecords } from '../../domain/usage/budget-records.js'
import type { StoreHarness } from './harness.js'

const BOOK: BudgetRecords = {
  budgets: [
    { scope: { kind: 'day' }, limitUsd: 5.5, atLimit: 'deny' },
    { scope: { kind: 'project', project: 'größe und mehr' }, limitUsd: 100, atLimit: 'ask' },
  ],
  standings: {
    day: { period: '2026-11-25', spentUsd: 6.123456, level: 'exceeded' },
    'project:größe und mehr': { period: '2026-11', spentUsd: 0, level: 'fine' },
  },
}

/** Contract of `BudgetStore`. */
export function describeBudgetStore(technology: string, open: () => Promise<StoreHarness<BudgetStore>>): void {
  describe(`BudgetStore on ${technology}`, () => {
    let h: StoreHarness<BudgetStore>
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('has no budgets at first', async () => {
      expect(await h.store.read()).to.deep.equal(E.right(EMPTY_BUDGET_RECORDS))
    })

    it('keeps budgets and how they stand, over a restart too', async () => {
      expect(await h.store.change(() => BOOK)()).to.deep.equal(E.right(BOOK))
      expect(await (await h.reopen()).read()).to.deep.equal(E.right(BOOK))
    })

    it('makes changes one after the other', async () => {
      const raise = (book: BudgetRecords): BudgetRecords => ({
        ...book,
        budgets: book.budgets.map((budget) => ({ ...budget, limitUsd: budget.limitUsd + 1 })),
      })
      const changes = await Promise.all([
        h.store.change(() => BOOK)(),
        h.store.change(raise)(),
        h.store.change(raise)(),
      ])
      expect(E.isRight(changes[2]) && changes[2].right.budgets.map(({ limitUsd }) => limitUsd)).to.deep.equal([
        7.5, 102,
      ])
    })
  })
}

import type { HubBudget } from '../../../adapters/inbound/web/src/usage/budget-draft.js'
import {
  budgetOf,
  dollarsIn,
  EMPTY_DRAFT,
  isTaken,
  pressing,
  readKey,
} from '../../../adapters/inbound/web/src/usage/budget-draft.js'

const budget = (changed: Partial<HubBudget> = {}): HubBudget => ({
  scope: { kind: 'day' },
  limitUsd: 5,
  atLimit: 'ask',
  key: 'day',
  period: '2026-11-25',
  spentUsd: 6,
  level: 'exceeded',
  reason: 'budget exceeded',
  ...changed,
})

describe('budget draft', () => {
  it('accepts dollar amounts with a point or a comma and nothing else', () => {
    const amounts = ['5', ' $12.50 ', '12,5', '1000000', '0', '-1', '1e3', '5.123', '', 'five', '1000001', '5 $']
    expect(amounts.map(dollarsIn)).to.deep.equal([5, 12.5, 12.5, 1_000_000, ...Array<null>(8).fill(null)])
  })

  it('yields a budget only when all fields are complete', () => {
    const draft = { ...EMPTY_DRAFT, amount: '5' }
    expect([budgetOf(EMPTY_DRAFT), budgetOf({ ...draft, kind: 'card' })]).to.deep.equal([null, null])
    expect(budgetOf(draft)).to.deep.equal({ scope: { kind: 'day' }, limitUsd: 5, atLimit: 'ask' })
    expect(budgetOf({ ...draft, kind: 'project', target: 'shop', atLimit: 'deny' })).to.deep.equal({
      scope: { kind: 'project', project: 'shop' },
      limitUsd: 5,
      atLimit: 'deny',
    })
  })

  it('rejects a scope that already has a budget', () => {
    const all = [budget(), budget({ scope: { kind: 'card', card: 'x' }, key: 'card:x' })]
    const taken = (kind: 'day' | 'month' | 'card', target = ''): boolean =>
      isTaken({ ...EMPTY_DRAFT, kind, target }, all)
    expect([taken('day'), taken('month'), taken('card', 'x'), taken('card', 'y')]).to.deep.equal([
      true,
      false,
      true,
      false,
    ])
  })
})

describe('budget warnings', () => {
  it('list exceeded budgets, then nearly spent ones, without those dismissed at the same level and period', () => {
    const [day, month] = [budget({ level: 'near' }), budget({ key: 'month', period: '2026-11' })]
    const fine = budget({ key: 'card:x', level: 'fine' })
    expect(pressing([day, fine, month], new Set())).to.deep.equal([month, day])
    const read = new Set([readKey(day)])
    expect(pressing([day], read)).to.deep.equal([])
    const worse = { ...day, level: 'exceeded' as const }
    const tomorrow = { ...day, period: '2026-11-26' }
    expect([pressing([worse], read), pressing([tomorrow], read)]).to.deep.equal([[worse], [tomorrow]])
  })
})

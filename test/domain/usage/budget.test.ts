import fc from 'fast-check'
import {
  budgetKey,
  standingAfter,
  type Budget,
  type BudgetScope,
  type BudgetStanding,
  type Spending,
} from '../../../domain/usage/budget.js'
import {
  budgetNews,
  EMPTY_BUDGET_RECORDS,
  reckon,
  restraintsOf,
  seenBudgets,
  withBudgets,
  type BudgetRecords,
} from '../../../domain/usage/budget-records.js'

const DATE = '2026-11-25'
const LEVELS = ['fine', 'near', 'exceeded']

const budget = (scope: BudgetScope, limitUsd = 10, atLimit: Budget['atLimit'] = 'ask'): Budget => ({
  scope,
  limitUsd,
  atLimit,
})

const spending = (dayUsd: number, more: Partial<Spending> = {}): Spending => ({
  date: DATE,
  dayUsd,
  monthUsd: dayUsd,
  projectsUsd: new Map(),
  cardsUsd: new Map(),
  ...more,
})

const bookOf = (...budgets: ReadonlyArray<Budget>): BudgetRecords => withBudgets(EMPTY_BUDGET_RECORDS, budgets)

const levels = (book: BudgetRecords, date = DATE): ReadonlyArray<string> =>
  seenBudgets(book, date).map(({ level }) => level)

const scopes = fc.constantFrom<BudgetScope>(
  { kind: 'day' },
  { kind: 'month' },
  { kind: 'project', project: 'shop' },
  { kind: 'card', card: 'c1' },
)

const spendings = fc
  .tuple(fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }))
  .map(([one, other]) =>
    spending(one, { monthUsd: other, projectsUsd: new Map([['shop', other]]), cardsUsd: new Map([['c1', one]]) }),
  )

describe('a budget', () => {
  it('is near from 80 per cent and exceeded from 100 per cent', () => {
    const levelAt = (usd: number) => levels(reckon(bookOf(budget({ kind: 'day' })), spending(usd)))[0]
    expect([0, 7.99, 8, 9.99, 10, 11].map(levelAt)).to.deep.equal([
      'fine',
      'fine',
      'near',
      'near',
      'exceeded',
      'exceeded',
    ])
  })

  it('counts the spending of its scope: a day, a month, the month of a project, the life of a card', () => {
    const all: ReadonlyArray<BudgetScope> = [
      { kind: 'day' },
      { kind: 'month' },
      { kind: 'project', project: 'shop' },
      { kind: 'project', project: 'other' },
      { kind: 'card', card: 'c1' },
    ]
    const book = reckon(
      bookOf(...all.map((scope) => budget(scope))),
      spending(1, { monthUsd: 2, projectsUsd: new Map([['shop', 3]]), cardsUsd: new Map([['c1', 4]]) }),
    )
    expect(seenBudgets(book, DATE).map(({ key, period, spentUsd }) => [key, period, spentUsd])).to.deep.equal([
      ['day', DATE, 1],
      ['month', '2026-11', 2],
      ['project:shop', '2026-11', 3],
      ['project:other', '2026-11', 0],
      ['card:c1', 'ever', 4],
    ])
  })

  it('is lifted when its period ends, except that of a card', () => {
    const scopesOf: ReadonlyArray<BudgetScope> = [{ kind: 'day' }, { kind: 'month' }, { kind: 'card', card: 'c1' }]
    const book = reckon(
      bookOf(...scopesOf.map((scope) => budget(scope))),
      spending(20, { cardsUsd: new Map([['c1', 20]]) }),
    )
    expect(levels(book, '2026-11-26')).to.deep.equal(['fine', 'exceeded', 'exceeded'])
    expect(levels(book, '2026-12-01')).to.deep.equal(['fine', 'fine', 'exceeded'])
  })

  it('is lifted when it is raised above the spending, and applies at once when it is lowered below', () => {
    const book = reckon(bookOf(budget({ kind: 'day' })), spending(12))
    expect(levels(withBudgets(book, [budget({ kind: 'day' }, 100)]))).to.deep.equal(['fine'])
    expect(levels(withBudgets(book, [budget({ kind: 'day' }, 14)]))).to.deep.equal(['near'])
    expect(levels(withBudgets(book, [budget({ kind: 'day' }, 12)]))).to.deep.equal(['exceeded'])
    expect(withBudgets(book, [])).to.deep.equal(EMPTY_BUDGET_RECORDS)
  })

  it('has a reason with the spending and the limit', () => {
    const book = reckon(bookOf(budget({ kind: 'day' }, 5)), spending(5.1249))
    expect(seenBudgets(book, DATE)[0]?.reason).to.equal('budget exceeded: $5.12 of $5.00 spent today')
  })

  it('never returns to a lower level within one period', () => {
    fc.assert(
      fc.property(scopes, fc.double({ min: 0.01, max: 60, noNaN: true }), fc.array(spendings), (scope, limit, all) => {
        let book = bookOf(budget(scope, limit))
        const seen = all.map((one) => {
          book = reckon(book, one)
          return LEVELS.indexOf(levels(book)[0] ?? '')
        })
        expect(seen).to.deep.equal(seen.toSorted())
      }),
    )
  })

  it('reports each level once in a period, also over restarts and repeated calculations', () => {
    fc.assert(
      fc.property(scopes, fc.array(spendings), (scope, all) => {
        let book = bookOf(budget(scope))
        const told: string[] = []
        for (const one of all) {
          const next = reckon(book, one)
          expect(reckon(next, one)).to.equal(next)
          for (const { budget: of } of budgetNews(seenBudgets(book, DATE), seenBudgets(next, DATE))) told.push(of.level)
          book = JSON.parse(JSON.stringify(next)) as BudgetRecords
        }
        expect(told).to.have.length(new Set(told).size)
      }),
    )
  })

  it('uses the maximum that was calculated, in any order', () => {
    const budgetOfDay = budget({ kind: 'day' })
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1 }), (usd) => {
        const after = (all: ReadonlyArray<number>): BudgetStanding | undefined =>
          all.reduce<BudgetStanding | undefined>(
            (before, one) => standingAfter(budgetOfDay, before, DATE, one),
            undefined,
          )
        expect(after(usd)).to.deep.equal(after(usd.toSorted((one, other) => one - other)))
        expect(after(usd)?.spentUsd).to.equal(Math.max(...usd))
      }),
    )
  })

  it('restricts more sessions with more spending, and fewer with a higher limit', () => {
    const usd = fc.double({ min: 0, max: 20, noNaN: true })
    const limit = fc.double({ min: 0.01, max: 20, noNaN: true })
    const held = (limitUsd: number, spent: number): number =>
      restraintsOf(seenBudgets(reckon(bookOf(budget({ kind: 'day' }, limitUsd)), spending(spent)), DATE), () => true)
        .length
    fc.assert(
      fc.property(usd, usd, limit, limit, (one, other, a, b) => {
        expect(held(a, Math.max(one, other))).to.be.at.least(held(a, Math.min(one, other)))
        expect(held(Math.max(a, b), one)).to.be.at.most(held(Math.min(a, b), one))
      }),
    )
  })

  it('restricts the sessions of its scope, with its reason, once exceeded', () => {
    const scope = { kind: 'project', project: 'shop' } as const
    const book = bookOf(budget({ kind: 'day' }, 10, 'deny'), budget(scope, 5), budget({ kind: 'month' }, 99))
    const seen = seenBudgets(reckon(book, spending(12, { projectsUsd: new Map([['shop', 7]]) })), DATE)
    const day = { at: 'deny', reason: 'budget exceeded: $12.00 of $10.00 spent today' }
    const project = { at: 'ask', reason: 'budget exceeded: $7.00 of $5.00 spent in this project this month' }
    expect(seen.map(({ reason }) => reason)).to.deep.equal([day.reason, project.reason, null])
    expect([
      restraintsOf(seen, () => true),
      restraintsOf(seen, ({ kind }) => kind === 'project'),
      restraintsOf(seen, ({ kind }) => kind === 'month'),
      restraintsOf(seen, () => false),
    ]).to.deep.equal([[day, project], [project], [], []])
  })

  it('returns the same book only when a calculation changes nothing', () => {
    const book = reckon(bookOf(budget({ kind: 'day' }), budget({ kind: 'month' }, 20)), spending(5))
    expect(reckon(book, spending(5))).to.equal(book)
    expect(reckon(book, spending(4))).to.equal(book)
    const others = [
      reckon(book, spending(5, { monthUsd: 6 })),
      reckon(book, spending(5, { date: '2026-11-26' })),
      reckon({ ...book, budgets: [budget({ kind: 'day' }, 5), budget({ kind: 'month' }, 20)] }, spending(5)),
      reckon({ ...book, budgets: book.budgets.slice(1) }, spending(5)),
      reckon({ ...book, budgets: [...book.budgets, budget({ kind: 'card', card: 'c' })] }, spending(5)),
    ]
    for (const other of others) expect(other).to.not.equal(book)
    expect(others.map(({ standings }) => Object.keys(standings))).to.deep.equal([
      ['day', 'month'],
      ['day', 'month'],
      ['day', 'month'],
      ['month'],
      ['day', 'month', 'card:c'],
    ])
  })

  it('is reported when its level changed: new, changed and removed budgets', () => {
    const at = (dayUsd: number, ...budgets: ReadonlyArray<Budget>) =>
      seenBudgets(reckon(bookOf(...budgets), spending(dayUsd)), DATE)
    const [day, month] = [budget({ kind: 'day' }), budget({ kind: 'month' }, 99)]
    const news = (before: ReturnType<typeof at>, after: ReturnType<typeof at>) =>
      budgetNews(before, after).map(({ budget: { key, level, reason }, was, isRemoved }) => [
        key,
        was,
        level,
        reason !== null,
        isRemoved,
      ])
    expect([
      news(at(1, day), at(1, day)),
      news(at(1, day), at(9, day)),
      news(at(9, day, month), at(12, day, month)),
      news(at(12, day), at(1, day)),
      news([], at(1, day)),
      news([], at(12, day)),
      news(at(12, day), []),
      news(at(1, day), []),
    ]).to.deep.equal([
      [],
      [['day', 'fine', 'near', false, false]],
      [['day', 'near', 'exceeded', true, false]],
      [['day', 'exceeded', 'fine', false, false]],
      [],
      [['day', 'fine', 'exceeded', true, false]],
      [['day', 'exceeded', 'fine', false, true]],
      [],
    ])
  })

  it('is reported as removed when it is deleted while it applied', () => {
    const before = seenBudgets(
      reckon(bookOf(budget({ kind: 'day' }), budget({ kind: 'month' }, 99)), spending(12)),
      DATE,
    )
    const news = budgetNews(before, [])
    expect(
      news.map(({ budget: { key, level, reason }, was, isRemoved }) => [key, level, reason, was, isRemoved]),
    ).to.deep.equal([['day', 'fine', null, 'exceeded', true]])
  })

  it('has a key that no project id or card id can imitate', () => {
    const odd: ReadonlyArray<BudgetScope> = [
      { kind: 'project', project: 'day' },
      { kind: 'card', card: 'day' },
      { kind: 'project', project: '__proto__' },
      { kind: 'day' },
    ]
    expect(new Set(odd.map(budgetKey)).size).to.equal(odd.length)
  })
})

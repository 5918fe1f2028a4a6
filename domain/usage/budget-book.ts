import type { Restraint } from '../approvals/restraint.js'
import {
  budgetKey,
  exceededReason,
  levelOf,
  periodOf,
  spentFor,
  standingAfter,
  type Budget,
  type BudgetLevel,
  type BudgetScope,
  type BudgetStanding,
  type Spending,
} from './budget.js'

/** All budgets, and how they stand. */
export interface BudgetBook {
  /** In the order in which a person put them; one for each scope. */
  readonly budgets: ReadonlyArray<Budget>
  /** By key of the budget; none before it was first reckoned. */
  readonly standings: Readonly<Record<string, BudgetStanding>>
  /** The stored budgets cannot be read: every session is held back until a person sets them anew. */
  readonly isLost?: true
}

export const EMPTY_BUDGET_BOOK: BudgetBook = { budgets: [], standings: {} }
export const LOST_BUDGET_BOOK: BudgetBook = { ...EMPTY_BUDGET_BOOK, isLost: true }

/** A budget with how it stands at a day: as if nothing had been spent, when it was last reckoned in another period. */
export interface SeenBudget extends Budget {
  readonly key: string
  readonly period: string
  readonly spentUsd: number
  readonly level: BudgetLevel
  /** Why sessions are held back; `null` while none is. */
  readonly reason: string | null
}

export function seenBudgets({ budgets, standings }: BudgetBook, date: string): ReadonlyArray<SeenBudget> {
  return budgets.map((budget) => {
    const key = budgetKey(budget.scope)
    const period = periodOf(budget.scope, date)
    const standing = Object.hasOwn(standings, key) ? standings[key] : undefined
    const spentUsd = standing?.period === period ? standing.spentUsd : 0
    const level = levelOf(budget.limitUsd, spentUsd)
    const reason = level === 'exceeded' ? exceededReason(budget, spentUsd) : null
    return { ...budget, key, period, spentUsd, level, reason }
  })
}

/** The book after a reckoning. The same book when nothing is other than before. */
export function reckon(book: BudgetBook, spending: Spending): BudgetBook {
  const standings = Object.fromEntries(
    book.budgets.map((budget): [string, BudgetStanding] => {
      const key = budgetKey(budget.scope)
      const before = Object.hasOwn(book.standings, key) ? book.standings[key] : undefined
      const period = periodOf(budget.scope, spending.date)
      return [key, standingAfter(budget, before, period, spentFor(budget.scope, spending))]
    }),
  )
  return isSame(standings, book.standings) ? book : { ...book, standings }
}

/** The book with other budgets. What was spent stays spent, so that a budget that is raised lets go at once. */
export function withBudgets(book: BudgetBook, budgets: ReadonlyArray<Budget>): BudgetBook {
  const standings = Object.fromEntries(
    budgets.flatMap(({ scope, limitUsd }): ReadonlyArray<[string, BudgetStanding]> => {
      const key = budgetKey(scope)
      const before = Object.hasOwn(book.standings, key) ? book.standings[key] : undefined
      return before === undefined ? [] : [[key, { ...before, level: levelOf(limitUsd, before.spentUsd) }]]
    }),
  )
  return { budgets, standings }
}

/** What became of a budget from one book to the next. */
export interface BudgetNews {
  readonly budget: SeenBudget
  readonly was: BudgetLevel
  /** It is gone. */
  readonly isRemoved: boolean
}

/** The budgets whose level is another one, those that are gone included. */
export function budgetNews(
  before: ReadonlyArray<SeenBudget>,
  after: ReadonlyArray<SeenBudget>,
): ReadonlyArray<BudgetNews> {
  const was = new Map(before.map((budget) => [budget.key, budget]))
  const keys = new Set(after.map(({ key }) => key))
  const changed = after.flatMap((budget) => {
    const level = was.get(budget.key)?.level ?? 'fine'
    return level === budget.level ? [] : [{ budget, was: level, isRemoved: false }]
  })
  const removed = before.flatMap((budget) =>
    keys.has(budget.key) || budget.level === 'fine'
      ? []
      : [{ budget: { ...budget, level: 'fine' as const, reason: null }, was: budget.level, isRemoved: true }],
  )
  return [...changed, ...removed]
}

/** What the exceeded budgets that concern a session hold it back by. */
export const restraintsOf = (
  seen: ReadonlyArray<SeenBudget>,
  concerns: (scope: BudgetScope) => boolean,
): ReadonlyArray<Restraint> =>
  seen.flatMap(({ scope, atLimit, reason }) => (reason !== null && concerns(scope) ? [{ at: atLimit, reason }] : []))

function isSame(one: BudgetBook['standings'], other: BudgetBook['standings']): boolean {
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => {
      const [a, b] = [one[key], Object.hasOwn(other, key) ? other[key] : undefined]
      return a?.period === b?.period && a?.spentUsd === b?.spentUsd && a?.level === b?.level
    })
  )
}

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

/** All budgets and their standings. */
export interface BudgetRecords {
  /** Ordered as entered by the operator; at most one per scope. */
  readonly budgets: ReadonlyArray<Budget>
  /** Keyed by `budgetKey`. A budget has no entry before its first calculation. */
  readonly standings: Readonly<Record<string, BudgetStanding>>
  /**
   * True when the stored budgets cannot be read. Every session is then restricted until the budgets are entered anew.
   */
  readonly isLost?: true
}

export const EMPTY_BUDGET_RECORDS: BudgetRecords = { budgets: [], standings: {} }
export const LOST_BUDGET_RECORDS: BudgetRecords = { ...EMPTY_BUDGET_RECORDS, isLost: true }

/** Budget and its standing on a given day. Spending counts as 0 when the last calculation was for another period. */
export interface SeenBudget extends Budget {
  /** Scope and period of the budget in one text. */
  readonly key: string
  /** Day or month: `2026-03-01` or `2026-03`. */
  readonly period: string
  /** Cost in the period in US dollars. */
  readonly spentUsd: number
  /** Level that the cost has reached. */
  readonly level: BudgetLevel
  /** Reason why sessions are restricted; `null` below the limit. */
  readonly reason: string | null
}

export function seenBudgets({ budgets, standings }: BudgetRecords, date: string): ReadonlyArray<SeenBudget> {
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

/** Book with recalculated standings. Returns the same object when no standing changed. */
export function reckon(records: BudgetRecords, spending: Spending): BudgetRecords {
  const standings = Object.fromEntries(
    records.budgets.map((budget): [string, BudgetStanding] => {
      const key = budgetKey(budget.scope)
      const before = Object.hasOwn(records.standings, key) ? records.standings[key] : undefined
      const period = periodOf(budget.scope, spending.date)
      return [key, standingAfter(budget, before, period, spentFor(budget.scope, spending))]
    }),
  )
  return isSame(standings, records.standings) ? records : { ...records, standings }
}

/** Book with replaced budgets. Spending is kept, so that raising a budget takes effect at once. */
export function withBudgets(records: BudgetRecords, budgets: ReadonlyArray<Budget>): BudgetRecords {
  const standings = Object.fromEntries(
    budgets.flatMap(({ scope, limitUsd }): ReadonlyArray<[string, BudgetStanding]> => {
      const key = budgetKey(scope)
      const before = Object.hasOwn(records.standings, key) ? records.standings[key] : undefined
      return before === undefined ? [] : [[key, { ...before, level: levelOf(limitUsd, before.spentUsd) }]]
    }),
  )
  return { budgets, standings }
}

/** Change of a budget's level from one records to the next. */
export interface BudgetNews {
  readonly budget: SeenBudget
  readonly was: BudgetLevel
  /** True when the budget was deleted. */
  readonly isRemoved: boolean
}

/** Budgets whose level changed, including deleted ones. */
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

/** Restrictions that the exceeded budgets put on a session. */
export const restraintsOf = (
  seen: ReadonlyArray<SeenBudget>,
  concerns: (scope: BudgetScope) => boolean,
): ReadonlyArray<Restraint> =>
  seen.flatMap(({ scope, atLimit, reason }) => (reason !== null && concerns(scope) ? [{ at: atLimit, reason }] : []))

function isSame(one: BudgetRecords['standings'], other: BudgetRecords['standings']): boolean {
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => {
      const [a, b] = [one[key], Object.hasOwn(other, key) ? other[key] : undefined]
      return a?.period === b?.period && a?.spentUsd === b?.spentUsd && a?.level === b?.level
    })
  )
}

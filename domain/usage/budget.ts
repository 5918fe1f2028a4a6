/** Scope and period of a budget: a day, a calendar month, a project's calendar month, or a card's lifetime. */
export type BudgetScope =
  | { readonly kind: 'day' }
  | { readonly kind: 'month' }
  /** `project` is the id in the registry. */
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'card'; readonly card: string }

/** Spending limit, and the restriction that applies once it is reached. */
export interface Budget {
  /** Usage that the budget covers. */
  readonly scope: BudgetScope
  /** US dollars, more than 0. */
  readonly limitUsd: number
  /** Every tool call needs approval (`ask`) or is refused (`deny`). */
  readonly atLimit: 'ask' | 'deny'
}

/** `near` from 80 % of the limit, `exceeded` from 100 %. */
export type BudgetLevel = 'fine' | 'near' | 'exceeded'

/** Standing of a budget at its last calculation. */
export interface BudgetStanding {
  /** `2026-11-25`, `2026-11` or `ever`. Spending of another period does not count. */
  readonly period: string
  /** US dollars: the maximum calculated for this period, so that a level once reached stays. */
  readonly spentUsd: number
  /** Level that the cost has reached. */
  readonly level: BudgetLevel
}

/** Spending to date. Projects and cards without spending are absent. */
export interface Spending {
  /** Today in the time zone of the budgets: `2026-11-25`. */
  readonly date: string
  readonly dayUsd: number
  readonly monthUsd: number
  /** Spending of this month, by project id. */
  readonly projectsUsd: ReadonlyMap<string, number>
  /** Spending of all time, by card id. */
  readonly cardsUsd: ReadonlyMap<string, number>
}

const NEAR = 0.8

/** Unique key of a scope; each scope has at most one budget. */
export function budgetKey(scope: BudgetScope): string {
  switch (scope.kind) {
    case 'day':
    case 'month':
      return scope.kind
    case 'project':
      return `project:${scope.project}`
    case 'card':
      return `card:${scope.card}`
  }
}

/** Period of the scope that contains the day. */
export function periodOf({ kind }: BudgetScope, date: string): string {
  if (kind === 'card') return 'ever'
  return kind === 'day' ? date : date.slice(0, 'yyyy-mm'.length)
}

export const levelOf = (limitUsd: number, spentUsd: number): BudgetLevel => {
  if (spentUsd >= limitUsd) return 'exceeded'
  return spentUsd >= NEAR * limitUsd ? 'near' : 'fine'
}

/** Standing after `spentUsd` in a period. Spending never decreases within one period. */
export function standingAfter(
  { limitUsd }: Budget,
  before: BudgetStanding | undefined,
  period: string,
  spentUsd: number,
): BudgetStanding {
  const most = before?.period === period ? Math.max(before.spentUsd, spentUsd) : spentUsd
  return { period, spentUsd: most, level: levelOf(limitUsd, most) }
}

export function spentFor(scope: BudgetScope, { dayUsd, monthUsd, projectsUsd, cardsUsd }: Spending): number {
  switch (scope.kind) {
    case 'day':
      return dayUsd
    case 'month':
      return monthUsd
    case 'project':
      return projectsUsd.get(scope.project) ?? 0
    case 'card':
      return cardsUsd.get(scope.card) ?? 0
  }
}

const PERIOD_WORDS: Readonly<Record<BudgetScope['kind'], string>> = {
  day: 'today',
  month: 'this month',
  project: 'in this project this month',
  card: 'on this card',
}

/** Reason for a restriction, shown to the agent and to the operator. */
export const exceededReason = ({ scope: { kind }, limitUsd }: Budget, spentUsd: number): string =>
  `budget exceeded: $${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)} spent ${PERIOD_WORDS[kind]}`

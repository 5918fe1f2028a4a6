/** Whose spending a budget is for, and over which time: a day, a calendar month, a project's month, a card's whole life. */
export type BudgetScope =
  | { readonly kind: 'day' }
  | { readonly kind: 'month' }
  /** Id in the registry. */
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'card'; readonly card: string }

/** What may be spent, and what happens to the sessions concerned once it is. */
export interface Budget {
  readonly scope: BudgetScope
  /** US dollars, more than 0. */
  readonly limitUsd: number
  /** Every call of a tool is asked about, or refused. */
  readonly atLimit: 'ask' | 'deny'
}

/** `near` from 80 % on, `exceeded` from 100 % on. */
export type BudgetLevel = 'fine' | 'near' | 'exceeded'

/** How a budget stood when that was last reckoned. */
export interface BudgetStanding {
  /** `2026-11-25`, `2026-11`, or `ever`: what was spent in another one does not count. */
  readonly period: string
  /** US dollars: the most that was ever reckoned for this period, so that a level that was reached stays. */
  readonly spentUsd: number
  readonly level: BudgetLevel
}

/** What was spent by now; what nothing was spent for is missing. */
export interface Spending {
  /** Today, where budgets are reckoned: `2026-11-25`. */
  readonly date: string
  readonly dayUsd: number
  readonly monthUsd: number
  /** Of this month, by id. */
  readonly projectsUsd: ReadonlyMap<string, number>
  /** Of all time, by id. */
  readonly cardsUsd: ReadonlyMap<string, number>
}

const NEAR = 0.8

/** Names a budget: there is one for each scope. */
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

/** The period of a scope that a day lies in. */
export function periodOf({ kind }: BudgetScope, date: string): string {
  if (kind === 'card') return 'ever'
  return kind === 'day' ? date : date.slice(0, 'yyyy-mm'.length)
}

export const levelOf = (limitUsd: number, spentUsd: number): BudgetLevel => {
  if (spentUsd >= limitUsd) return 'exceeded'
  return spentUsd >= NEAR * limitUsd ? 'near' : 'fine'
}

/** How a budget stands in a period in which so much was spent: never better than before in the same one. */
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

/** Why a session is held back, for its agent and for people. */
export const exceededReason = ({ scope: { kind }, limitUsd }: Budget, spentUsd: number): string =>
  `budget exceeded: $${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)} spent ${PERIOD_WORDS[kind]}`

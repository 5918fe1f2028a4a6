import type { BodyOf } from '../hub/asking.js'

export type HubBudgets = BodyOf<'readBudgets'>
/** A budget and its standing. */
export type HubBudget = HubBudgets['budgets'][number]
export type NewBudget = Pick<HubBudget, 'scope' | 'limitUsd' | 'atLimit'>

/** A budget as it is being written. */
export interface BudgetDraft {
  readonly kind: NewBudget['scope']['kind']
  /** Id of a project or card; `''` while none is chosen. */
  readonly target: string
  /** As typed. */
  readonly amount: string
  readonly atLimit: NewBudget['atLimit']
}

export const EMPTY_DRAFT: BudgetDraft = { kind: 'day', target: '', amount: '', atLimit: 'ask' }

/** The hub takes no more. */
const MAX_USD = 1_000_000

/** US dollars as people type them, with a comma too; `null` for what is no amount above 0. */
export function dollarsIn(text: string): number | null {
  const usd = /^\s*\$?\s*\d{1,7}(?:[.,]\d{1,2})?\s*$/.test(text) ? Number(text.replace('$', '').replace(',', '.')) : 0
  return usd > 0 && usd <= MAX_USD ? usd : null
}

/** The budget that a draft describes; `null` while something is missing. */
export function budgetOf({ kind, target, amount, atLimit }: BudgetDraft): NewBudget | null {
  const limitUsd = dollarsIn(amount)
  if (limitUsd === null) return null
  if (kind === 'day' || kind === 'month') return { scope: { kind }, limitUsd, atLimit }
  if (target === '') return null
  return { scope: kind === 'project' ? { kind, project: target } : { kind, card: target }, limitUsd, atLimit }
}

/** Whether there is a budget of that scope. */
export const isTaken = ({ kind, target }: BudgetDraft, budgets: ReadonlyArray<HubBudget>): boolean =>
  budgets.some(({ key }) => key === (kind === 'day' || kind === 'month' ? kind : `${kind}:${target}`))

/** What of budgets is sent back to the hub. */
export const sentBudgets = (budgets: ReadonlyArray<HubBudget>): ReadonlyArray<NewBudget> =>
  budgets.map(({ scope, limitUsd, atLimit }) => ({ scope, limitUsd, atLimit }))

/** The budgets that a person should know of at once, exceeded ones first, less those that were read. */
export function pressing(budgets: ReadonlyArray<HubBudget>, read: ReadonlySet<string>): ReadonlyArray<HubBudget> {
  const shown = budgets.filter((budget) => budget.level !== 'fine' && !read.has(readKey(budget)))
  return [...shown.filter(({ level }) => level === 'exceeded'), ...shown.filter(({ level }) => level === 'near')]
}

/** Names what a person has read: the same budget at another level, or in another period, is news. */
export const readKey = ({ key, period, level, limitUsd }: HubBudget): string =>
  [key, period, level, String(limitUsd)].join(' ')

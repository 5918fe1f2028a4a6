import type { BodyOf } from '../app/hub/hub.js'

export type HubBudgets = BodyOf<'readBudgets'>
/** Budget with its current spending. */
export type HubBudget = HubBudgets['budgets'][number]
export type NewBudget = Pick<HubBudget, 'scope' | 'limitUsd' | 'atLimit'>

/** Unsaved input of a budget. */
export interface BudgetDraft {
  readonly kind: NewBudget['scope']['kind']
  /** Id of a project or card; `''` while none is selected. */
  readonly target: string
  /** Text as typed. */
  readonly amount: string
  readonly atLimit: NewBudget['atLimit']
}

export const EMPTY_DRAFT: BudgetDraft = { kind: 'day', target: '', amount: '', atLimit: 'ask' }

/** Maximum that the hub accepts. */
const MAX_USD = 1_000_000

/** Parses a US dollar amount with a point or a comma; `null` unless it is above 0. */
export function dollarsIn(text: string): number | null {
  const usd = /^\s*\$?\s*\d{1,7}(?:[.,]\d{1,2})?\s*$/.test(text) ? Number(text.replace('$', '').replace(',', '.')) : 0
  return usd > 0 && usd <= MAX_USD ? usd : null
}

/** Budget that a draft describes; `null` while the draft is incomplete. */
export function budgetOf({ kind, target, amount, atLimit }: BudgetDraft): NewBudget | null {
  const limitUsd = dollarsIn(amount)
  if (limitUsd === null) return null
  if (kind === 'day' || kind === 'month') return { scope: { kind }, limitUsd, atLimit }
  if (target === '') return null
  return { scope: kind === 'project' ? { kind, project: target } : { kind, card: target }, limitUsd, atLimit }
}

/** True when a budget with that scope exists. */
export const isTaken = ({ kind, target }: BudgetDraft, budgets: ReadonlyArray<HubBudget>): boolean =>
  budgets.some(({ key }) => key === (kind === 'day' || kind === 'month' ? kind : `${kind}:${target}`))

/** Fields of budgets that the hub accepts. */
export const sentBudgets = (budgets: ReadonlyArray<HubBudget>): ReadonlyArray<NewBudget> =>
  budgets.map(({ scope, limitUsd, atLimit }) => ({ scope, limitUsd, atLimit }))

/** Budgets to warn about, exceeded ones first, without dismissed ones. */
export function pressing(budgets: ReadonlyArray<HubBudget>, read: ReadonlySet<string>): ReadonlyArray<HubBudget> {
  const shown = budgets.filter((budget) => budget.level !== 'fine' && !read.has(readKey(budget)))
  return [...shown.filter(({ level }) => level === 'exceeded'), ...shown.filter(({ level }) => level === 'near')]
}

/** Key of a dismissed warning. The same budget at another level or in another period has a new key. */
export const readKey = ({ key, period, level, limitUsd }: HubBudget): string =>
  [key, period, level, String(limitUsd)].join(' ')

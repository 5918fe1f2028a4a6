/** Two budgets have the same scope. */
export interface DuplicateBudget {
  readonly _tag: 'DuplicateBudget'
  /** Index of the second budget. */
  readonly index: number
}
export const duplicateBudget = (index: number): DuplicateBudget => ({ _tag: 'DuplicateBudget', index })

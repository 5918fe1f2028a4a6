/** Two budgets for one scope: which one counts would be anybody's guess. */
export interface DuplicateBudget {
  readonly _tag: 'DuplicateBudget'
  /** Index of the second one. */
  readonly index: number
}
export const duplicateBudget = (index: number): DuplicateBudget => ({ _tag: 'DuplicateBudget', index })

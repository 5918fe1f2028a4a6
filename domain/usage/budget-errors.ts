import type { Tagged } from '../shared/tagged.js'

/** Two budgets have the same scope. */
export interface DuplicateBudget extends Tagged<'DuplicateBudget'> {
  /** Index of the second budget. */
  readonly index: number
}
export const duplicateBudget = (index: number): DuplicateBudget => ({ _tag: 'DuplicateBudget', index })

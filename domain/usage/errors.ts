import type { Tagged } from '../shared/tagged.js'

/** The text is not a time zone name of this machine's time zone database. */
export type InvalidTimeZone = Tagged<'InvalidTimeZone'>
export const invalidTimeZone: InvalidTimeZone = { _tag: 'InvalidTimeZone' }

/** Two budgets have the same scope. */
export interface DuplicateBudget extends Tagged<'DuplicateBudget'> {
  /** Index of the second budget. */
  readonly index: number
}
export const duplicateBudget = (index: number): DuplicateBudget => ({ _tag: 'DuplicateBudget', index })

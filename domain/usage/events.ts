import type { Instant } from '../shared/instant.js'
import type { SeenBudget } from './budget-records.js'
import type { BudgetLevel } from './budget.js'
import type { UsageProgress } from './reading-progress.js'

/** Event about usage, limits and budgets. */
export type UsageEvent =
  /** Agent logs are being read, or new rows were found in them. */
  | { readonly _tag: 'usage-progress'; readonly progress: UsageProgress; readonly at: Instant }
  /** Budgets were added, changed or removed, or more of them is spent. All budgets, as they now stand. */
  | { readonly _tag: 'budgets-changed'; readonly budgets: ReadonlyArray<SeenBudget>; readonly at: Instant }
  /** A budget reached another level; a removed one is `fine`. */
  | { readonly _tag: 'budget-level'; readonly budget: SeenBudget; readonly was: BudgetLevel; readonly at: Instant }

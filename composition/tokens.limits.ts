import type { Restraints } from '../application/approvals/restraints.js'
import type { PushBudgets } from '../application/push/push-budgets.js'
import type { BudgetStore } from '../application/usage/budget-store.port.js'
import type { ConfigureBudgets } from '../application/usage/configure-budgets.js'
import type { LimitHistory } from '../application/usage/limit-history.port.js'
import type { LimitSource } from '../application/usage/limit-source.port.js'
import type { ReadCosts } from '../application/usage/read-costs.js'
import type { ReadLimits } from '../application/usage/read-limits.js'
import type { ReadSpending } from '../application/usage/read-spending.js'
import type { ResumeSessions } from '../application/usage/resume-sessions.js'
import type { ResumeStore } from '../application/usage/resume-store.port.js'
import type { WatchBudgets } from '../application/usage/watch-budgets.js'
import { token } from './token.js'

/** What of limits, costs and budgets can be bound. */
export const LIMIT_TOKENS = {
  /** Those outside the hub; what status lines say comes after them. */
  limitSources: token<ReadonlyArray<LimitSource>>('limitSources'),
  limitHistory: token<LimitHistory>('limitHistory'),
  budgetStore: token<BudgetStore>('budgetStore'),
  resumeStore: token<ResumeStore>('resumeStore'),

  statusLineLimits: token<LimitSource>('statusLineLimits'),
  readLimits: token<ReadLimits>('readLimits'),
  readCosts: token<ReadCosts>('readCosts'),
  resumeSessions: token<ResumeSessions>('resumeSessions'),
  readSpending: token<ReadSpending>('readSpending'),
  watchBudgets: token<WatchBudgets>('watchBudgets'),
  configureBudgets: token<ConfigureBudgets>('configureBudgets'),
  restraints: token<Restraints>('restraints'),
  pushBudgets: token<PushBudgets>('pushBudgets'),
}

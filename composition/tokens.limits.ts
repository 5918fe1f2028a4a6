import type { LimitHistory } from '../application/usage/limit-history.port.js'
import type { LimitSource } from '../application/usage/limit-source.port.js'
import type { ReadCosts } from '../application/usage/read-costs.js'
import type { ReadLimits } from '../application/usage/read-limits.js'
import { token } from './token.js'

/** What of limits, costs and budgets can be bound. */
export const LIMIT_TOKENS = {
  /** Those outside the hub; what status lines say comes after them. */
  limitSources: token<ReadonlyArray<LimitSource>>('limitSources'),
  limitHistory: token<LimitHistory>('limitHistory'),

  statusLineLimits: token<LimitSource>('statusLineLimits'),
  readLimits: token<ReadLimits>('readLimits'),
  readCosts: token<ReadCosts>('readCosts'),
}

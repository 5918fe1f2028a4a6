import type { BudgetStore } from '../application/usage/budget-store.port.js'
import type { LimitHistory } from '../application/usage/limit-history.port.js'
import type { LimitSource } from '../application/usage/limit-source.port.js'
import type { OwnPricesFile } from '../application/usage/own-prices.port.js'
import type { ResumeStore } from '../application/usage/resume-store.port.js'
import type { TranscriptContext } from '../application/usage/transcript-context.port.js'
import type { UsageFeature } from '../application/usage/usage-feature.js'
import type { UsageLogs } from '../application/usage/usage-logs.port.js'
import { token } from './token.js'

/** Ports of usage, prices, limits and budgets, and the feature. */
export const USAGE_TOKENS = {
  transcriptContext: token<TranscriptContext>('transcriptContext'),
  usageLogs: token<UsageLogs>('usageLogs'),
  ownPrices: token<OwnPricesFile>('ownPrices'),
  /** Those outside the hub; what status lines say comes after them. */
  limitSources: token<ReadonlyArray<LimitSource>>('limitSources'),
  limitHistory: token<LimitHistory>('limitHistory'),
  budgetStore: token<BudgetStore>('budgetStore'),
  resumeStore: token<ResumeStore>('resumeStore'),

  usage: token<UsageFeature>('usage'),
}

import { makeConfigureBudgets, makeReadSpending, makeRestrainByBudget, type ConfigureBudgets } from './budgets.js'
import { makeContextEstimates, type ContextEstimates } from './context-estimates.js'
import { makeFindOwners, makeReadOwners } from './find-owners.js'
import {
  makeFollowUsage,
  makeReadCosts,
  makeReadQuarters,
  makeReadTurnUsage,
  makeReadUsage,
  type ReadCosts,
  type ReadQuarters,
  type ReadTurnUsage,
  type ReadUsage,
} from './read-usage.js'
import { makePricesInForce } from './prices-in-force.js'
import { makeReadLimits, type ReadLimits } from './read-limits.js'
import { makeResumeSessions, type ResumeSessions } from './resume-sessions.js'
import { makeStatusLineLimits } from './status-line-limits.js'
import { makeWatchBudgets } from './watch-budgets.js'
import type { PolicyGuards } from '../approvals/approval-context.js'
import type { Job } from '../shared/job.js'
import type { UsagePorts } from './ports.js'

/** Usage of coding agents and its price, limits of their accounts, and budgets. */
export interface UsageFeature {
  readonly readUsage: ReadUsage
  /** Zone of days that a request does not name a zone for. */
  readonly timeZone: () => string
  readonly contextEstimates: ContextEstimates
  readonly readLimits: ReadLimits
  readonly readQuarters: ReadQuarters
  readonly readTurnUsage: ReadTurnUsage
  readonly readCosts: ReadCosts
  readonly resumeSessions: ResumeSessions
  readonly configureBudgets: ConfigureBudgets
  readonly policyGuards: PolicyGuards
  readonly jobs: ReadonlyArray<Job>
}

export function makeUsage(deps: UsagePorts): UsageFeature {
  const { agentSessions, promptLine, statusLines } = deps.attention
  const readOwners = makeReadOwners({ ...deps, agentSessions })
  const findOwners = makeFindOwners({ readOwners })
  const pricesInForce = makePricesInForce(deps)
  const readLimits = makeReadLimits({
    ...deps,
    sources: deps.limitSources,
    statusLine: makeStatusLineLimits({ ...deps, statusLines }),
    history: deps.limitHistory,
  })
  const resumeSessions = makeResumeSessions({ ...deps, store: deps.resumeStore, promptLine, readLimits })
  const budgets = { ...deps, store: deps.budgetStore, findOwners }
  const watchBudgets = makeWatchBudgets({ ...budgets, readSpending: makeReadSpending({ ...budgets, pricesInForce }) })
  return {
    readUsage: makeReadUsage({ ...deps, readOwners, pricesInForce }),
    timeZone: deps.clock.timeZone,
    contextEstimates: makeContextEstimates(deps),
    readLimits,
    readQuarters: makeReadQuarters({ ...deps, pricesInForce }),
    readTurnUsage: makeReadTurnUsage({ ...deps, pricesInForce }),
    readCosts: makeReadCosts({ ...deps, statusLines }),
    resumeSessions,
    configureBudgets: makeConfigureBudgets({ ...budgets, watchBudgets }),
    policyGuards: makeRestrainByBudget(budgets),
    jobs: [
      makeFollowUsage(deps),
      { name: 'limits of accounts', start: readLimits.poll },
      { name: 'budgets', start: watchBudgets.follow },
      { name: 'resume after a limit', start: resumeSessions.follow },
    ],
  }
}

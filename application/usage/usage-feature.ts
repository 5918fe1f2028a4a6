import type {
  BudgetStore,
  CardStore,
  ProjectStore,
  ResumeStore,
  SessionRecordStore,
} from '../shared/state-store.port.js'
import { makeConfigureBudgets, type ConfigureBudgets } from './configure-budgets.js'
import { makeContextEstimates, type ContextEstimates } from './context-estimates.js'
import { makeFindOwners, makeReadOwners } from './find-owners.js'
import { makeFollowUsage } from './follow-usage.js'
import type { LimitHistory } from './limit-history.port.js'
import type { LimitSource } from './limit-source.port.js'
import type { OwnPricesFile } from './own-prices.port.js'
import { makePricesInForce } from './prices-in-force.js'
import { makeReadCosts, type ReadCosts } from './read-costs.js'
import { makeReadLimits, type ReadLimits } from './read-limits.js'
import { makeReadQuarters, type ReadQuarters } from './read-quarters.js'
import { makeReadSpending } from './read-spending.js'
import { makeReadTurnUsage, type ReadTurnUsage } from './read-turn-usage.js'
import { makeReadUsage, type ReadUsage } from './read-usage.js'
import { makeRestrainByBudget } from './restrain-by-budget.js'
import { makeResumeSessions, type ResumeSessions } from './resume-sessions.js'
import { makeStatusLineLimits } from './status-line-limits.js'
import type { TranscriptContext } from './transcript-context.port.js'
import type { UsageLogs } from './usage-logs.port.js'
import { makeWatchBudgets } from './watch-budgets.js'
import type { PolicyGuards } from '../approvals/approval-context.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'

/** Usage of coding agents and its price, limits of their accounts, and budgets. */
export interface UsageFeature {
  readonly readUsage: ReadUsage
  /** Zone of days that a request does not name a zone for. */
  readonly timeZone: string
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

export interface UsageDeps {
  readonly agents: AgentClis
  readonly attention: Pick<AttentionFeature, 'agentSessions' | 'promptLine' | 'statusLines'>
  readonly logs: UsageLogs
  readonly ownPrices: OwnPricesFile
  readonly transcripts: TranscriptContext
  readonly limitSources: ReadonlyArray<LimitSource>
  readonly limitHistory: LimitHistory
  readonly resumeStore: ResumeStore
  readonly budgetStore: BudgetStore
  readonly projectStore: ProjectStore
  readonly cardStore: CardStore
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly directory: SessionDirectory
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  readonly timeZone: string
}

export function makeUsage(deps: UsageDeps): UsageFeature {
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
    timeZone: deps.timeZone,
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

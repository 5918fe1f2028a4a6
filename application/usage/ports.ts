import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Log } from '../shared/log.port.js'
import type {
  BudgetStore,
  CardStore,
  ProjectStore,
  ResumeStore,
  SessionRecordStore,
} from '../shared/state-store.port.js'
import type { FindOwners, ReadOwners } from './find-owners.js'
import type { LimitHistory } from './limit-history.port.js'
import type { LimitSource } from './limit-source.port.js'
import type { OwnPricesFile } from './own-prices.port.js'
import type { PricesInForce } from './prices-in-force.js'
import type { ReadLimits } from './read-limits.js'
import type { ReadSpending } from './budgets.js'
import type { TranscriptContext } from './transcript-context.port.js'
import type { UsageLogs } from './usage-logs.port.js'
import type { WatchBudgets } from './watch-budgets.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface UsagePorts {
  /** The first is the main one. */
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
}

/** The same with the use cases of other features and the steps that use cases share. */
export type UsageSteps = UsagePorts &
  UsagePorts['attention'] & {
    /** Outside the hub. */
    readonly sources: ReadonlyArray<LimitSource>
    /** Limits from the status lines of agents. */
    readonly statusLine: LimitSource
    readonly history: LimitHistory
    readonly findOwners: FindOwners
    readonly pricesInForce: PricesInForce
    readonly store: BudgetStore
    readonly readSpending: ReadSpending
    readonly watchBudgets: WatchBudgets
    readonly readOwners: ReadOwners
    readonly readLimits: ReadLimits
  }

import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_BUDGET_RECORDS } from '../../domain/usage/budget-records.js'
import { EMPTY_BOARD } from '../../domain/board/card.js'
import { EMPTY_RECORDS } from '../../domain/sessions/session-record.js'
import { EMPTY_PROJECT_REGISTRY } from '../../domain/projects/project.js'
import { reportOf } from '../../adapters/outbound/usage-logs/report-of.js'
import { encodeUsage } from '../../adapters/inbound/http/usage/usage-encoder.js'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import { memoryLog, type MemoryLog } from '../../adapters/outbound/memory/log.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memoryUsageLogs, type MemoryUsageLogs } from '../../adapters/outbound/memory/usage-logs.memory.js'
import type { PolicyGuards } from '../../application/approvals/approval-context.js'
import { makeFeed } from '../../application/shared/feed.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import type { BudgetStore, CardStore, ProjectStore } from '../../application/shared/state-store.port.js'
import { makeAgentSessions } from '../../application/attention/agent-sessions.js'
import {
  makeConfigureBudgets,
  makeReadSpending,
  makeRestrainByBudget,
  type ConfigureBudgets,
} from '../../application/usage/budgets.js'
import { makeFindOwners, makeReadOwners } from '../../application/usage/find-owners.js'
import { makeWatchBudgets, type WatchBudgets } from '../../application/usage/watch-budgets.js'
import type { PriceTable } from '../../domain/usage/prices.js'
import { QUARTER_MS } from '../../domain/usage/cell.js'
import { aCell } from './usage.js'
import { makeSessionDirectory } from '../../application/sessions/session-directory.js'

/** A dollar for a million tokens of any kind. */
const RATES = { input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 }
const A_DOLLAR_EACH: PriceTable = [
  { model: 'claude-x', from: null, variant: 'standard', rates: RATES, beyond: null, source: 'made up' },
]

/** Noon of a Wednesday in Berlin. */
const NOON = Date.UTC(2026, 10, 25, 11)
const DAY_MS = 86_400_000

/** State that outlives a hub: disk, logs of agents, time. */
export interface BudgetWorld {
  readonly clock: MemoryClock
  readonly store: BudgetStore
  readonly logs: MemoryUsageLogs
  readonly cards: CardStore
  readonly projects: ProjectStore
  readonly host: MemorySessionHost
  /** An agent spends so many dollars, some days ago. */
  readonly spend: (usd: number, place?: { readonly directory?: string; readonly daysAgo?: number }) => void
}

export function budgetWorld(): BudgetWorld {
  const clock = memoryClock(NOON, 'Europe/Berlin')
  const logs = memoryUsageLogs({ encode: encodeUsage, reportOf })
  let agents = 0
  return {
    clock,
    store: memoryStateStore(EMPTY_BUDGET_RECORDS),
    logs,
    cards: memoryStateStore(EMPTY_BOARD),
    projects: memoryStateStore(EMPTY_PROJECT_REGISTRY),
    host: memorySessionHost(clock),
    spend: (usd, { directory = '/work/shop', daysAgo = 0 } = {}) => {
      const at = clock.now() - daysAgo * DAY_MS
      const tokens = { input: usd * 1_000_000, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
      agents += 1
      const session = `agent-${String(agents)}`
      logs.write(aCell({ quarter: at - (at % QUARTER_MS), session, directory, tokens, messages: 1 }))
    },
  }
}

/** Budgets of one hub. */
export interface BudgetHub {
  readonly watch: WatchBudgets
  readonly configure: ConfigureBudgets
  readonly policyGuards: PolicyGuards
  /** Key, level and former level of everything that was told. */
  readonly told: ReadonlyArray<readonly [key: string, was: string, level: string]>
  /** Keys, limits and amounts spent of each published list of budgets. */
  readonly lists: ReadonlyArray<ReadonlyArray<readonly [key: string, limitUsd: number, spentUsd: number]>>
  readonly audit: MemoryAuditLog
  readonly log: MemoryLog
}

export function openBudgets(world: BudgetWorld): BudgetHub {
  const { clock, store, logs, cards, projects, host } = world
  const feed = makeFeed()
  const told: (readonly [string, string, string])[] = []
  const lists: (readonly [string, number, number])[][] = []
  feed.subscribe((event: HubEvent) => {
    if (event._tag === 'budgets-changed') {
      lists.push(event.budgets.map(({ key, limitUsd, spentUsd }) => [key, limitUsd, spentUsd]))
    }
    if (event._tag === 'budget-level') told.push([event.budget.key, event.was, event.budget.level])
  })
  const log = memoryLog()
  const audit = memoryAuditLog()
  const record = memoryStateStore(EMPTY_RECORDS)
  const readOwners = makeReadOwners({
    projectStore: projects,
    cardStore: cards,
    record,
    agentSessions: makeAgentSessions(),
    directory: makeSessionDirectory(),
  })
  const findOwners = makeFindOwners({ readOwners })
  const pricesInForce = () => Promise.resolve(A_DOLLAR_EACH)
  const readSpending = makeReadSpending({ logs, findOwners, pricesInForce, clock })
  const watch = makeWatchBudgets({ store, readSpending, logs, feed, clock, log })
  return {
    watch,
    configure: makeConfigureBudgets({ store, watchBudgets: watch, logs, audit, clock }),
    policyGuards: makeRestrainByBudget({ store, findOwners, host, record, clock }),
    told,
    lists,
    audit,
    log,
  }
}

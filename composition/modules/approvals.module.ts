import { ContainerModule } from 'inversify'
import { makeBudget } from '../../application/access/budget.js'
import {
  makeApprovals,
  type ApprovalsDeps,
  type ApprovalsFeature,
} from '../../application/approvals/approvals-feature.js'
import { FAILURE_LIMIT } from '../../domain/access/rate.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { attention, push, usage, guardedPlaces, secrets, feed, audit, clock, log, withLock, approvals } = T

interface Approvals {
  readonly approvals: ApprovalsFeature
}

const make = (deps: Omit<ApprovalsDeps, 'countMiss'>): ApprovalsFeature =>
  makeApprovals({ ...deps, countMiss: makeBudget(deps, FAILURE_LIMIT) })

export const approvalsModule = new ContainerModule((options) => {
  provide(options, approvals, make, {
    attention,
    push,
    usage,
    store: T.approvalStore,
    ledger: T.approvalLedger,
    history: T.approvalHistory,
    rules: T.approvalRules,
    settings: T.settingsStore,
    host: T.sessionHost,
    guardedPlaces,
    results: T.toolResults,
    secrets,
    feed,
    audit,
    clock,
    log,
    withLock,
  })
  provide(options, T.pendingApprovals, (use: Approvals) => use.approvals.pendingApprovals, { approvals })
  provide(options, T.rulesInForce, (use: Approvals) => use.approvals.rulesInForce, { approvals })
  provide(options, T.alarms, (use: Approvals) => use.approvals.alarms, { approvals })
})

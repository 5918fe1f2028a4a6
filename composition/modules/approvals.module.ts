import { ContainerModule } from 'inversify'
import { makeBudget } from '../../application/access/budget.js'
import { makeAlarms } from '../../application/approvals/alarms.js'
import { makeApprovers } from '../../application/approvals/approvers.js'
import { makeAskApproval } from '../../application/approvals/ask-approval.js'
import { makeClearances } from '../../application/approvals/clearances.js'
import { makeConfigureApprovals } from '../../application/approvals/configure-approvals.js'
import { makeDecideApproval } from '../../application/approvals/decide-approval.js'
import { makeFollowApprovals } from '../../application/approvals/follow-approvals.js'
import { makeHoldApproval } from '../../application/approvals/hold-approval.js'
import { makeListApprovals } from '../../application/approvals/list-approvals.js'
import { makePendingApprovals } from '../../application/approvals/pending-approvals.js'
import { makePrecedents } from '../../application/approvals/precedents.js'
import { makeRecoverApprovals } from '../../application/approvals/recover-approvals.js'
import { makeRulesInForce } from '../../application/approvals/rules-in-force.js'
import { makeSettleApproval } from '../../application/approvals/settle-approval.js'
import { makeWatchRuns } from '../../application/approvals/watch-runs.js'
import { makeWithdrawApprovals } from '../../application/approvals/withdraw-approvals.js'
import { FAILURE_LIMIT } from '../../domain/access/rate.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit, feed, attend, secrets, approvers, settleApproval } = T
const [pending, precedents, listApprovals] = [T.pendingApprovals, T.precedents, T.listApprovals]
const [store, ledger, rules, settings] = [T.approvalStore, T.approvalLedger, T.approvalRules, T.settingsStore]

export const approvalsModule = new ContainerModule((options) => {
  provide(options, pending, makePendingApprovals, {})
  provide(options, precedents, makePrecedents, { clock })
  provide(options, T.rulesInForce, makeRulesInForce, { rules, settings })
  provide(options, listApprovals, makeListApprovals, { pending, feed, clock })
  provide(options, approvers, makeApprovers, { presence: T.presence, listApprovals, push: T.approvalPush })
  provide(options, settleApproval, makeSettleApproval, {
    pending,
    precedents,
    ledger,
    store,
    feed,
    attend,
    clock,
    log,
    withLock: T.withLock,
  })
  provide(options, T.holdApproval, makeHoldApproval, {
    settleApproval,
    pending,
    store,
    ledger,
    approvers,
    secrets,
    feed,
    attend,
    audit,
    clock,
    log,
  })
  provide(options, T.askApproval, makeAskApproval, {
    rulesInForce: T.rulesInForce,
    restraints: T.restraints,
    alarms: T.alarms,
    holdApproval: T.holdApproval,
    pending,
    precedents,
    approvers,
    ledger,
    host: T.sessionHost,
    guardedPlaces: T.guardedPlaces,
    secrets,
    clock,
    log,
  })
  provide(options, T.clearances, makeClearances, { secrets })
  provide(options, T.alarms, makeAlarms, {
    ledger,
    history: T.approvalHistory,
    settings,
    host: T.sessionHost,
    feed,
    audit,
    clock,
    log,
  })
  provide(options, T.watchRuns, makeWatchRuns, {
    clearances: T.clearances,
    alarms: T.alarms,
    history: T.approvalHistory,
    guardedPlaces: T.guardedPlaces,
    rulesInForce: T.rulesInForce,
    secrets,
    clock,
    log,
  })
  provide(options, T.countDecisionMiss, (deps) => makeBudget(deps, FAILURE_LIMIT), { clock })
  provide(options, T.decideApproval, makeDecideApproval, {
    settleApproval,
    pending,
    rules,
    audit,
    countMiss: T.countDecisionMiss,
    secrets,
    clock,
    log,
  })
  provide(options, T.withdrawApprovals, makeWithdrawApprovals, { settleApproval, pending, precedents, secrets })
  provide(options, T.followApprovals, makeFollowApprovals, {
    feed,
    pending,
    precedents,
    clearances: T.clearances,
    alarms: T.alarms,
    rules,
    withdraw: T.withdrawApprovals,
    log,
  })
  provide(options, T.recoverApprovals, makeRecoverApprovals, { store, ledger, rules })
  provide(options, T.configureApprovals, makeConfigureApprovals, { rules, settings, audit })
})

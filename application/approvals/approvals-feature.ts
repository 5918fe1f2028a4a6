import { makeAlarms, type Alarms } from './alarms.js'
import type { ApprovalHistory } from './approval-history.port.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'
import type { ApprovalStore } from './approval-store.port.js'
import { makeApprovalNotifier, type ApprovalPush } from './approval-notifier.js'
import { makeAskApproval, type AskApproval } from './ask-approval.js'
import { makeClearances, type Clearances } from './clearances.js'
import { makeConfigureApprovals, type ConfigureApprovals } from './configure-approvals.js'
import { makeDecideApproval, type DecideApproval } from './decide-approval.js'
import { makeFollowApprovals } from './follow-approvals.js'
import type { GuardedPlaces } from './guarded-places.port.js'
import { makeHoldApproval } from './hold-approval.js'
import { makeListApprovals, type ListApprovals } from './list-approvals.js'
import { makePendingApprovals, type PendingApprovals } from './pending-approvals.js'
import { makeRecentVerdicts } from './recent-verdicts.js'
import { makeRecoverApprovals, type RecoverApprovals } from './recover-approvals.js'
import type { PolicyGuards } from './policy-guards.js'
import { makeRulesInForce, type RulesInForce } from './rules-in-force.js'
import type { Secrets } from './secrets.port.js'
import { makeSettleApproval } from './settle-approval.js'
import type { ToolResults } from './tool-results.port.js'
import { makeWatchRuns, type WatchRuns } from './watch-runs.js'
import { makeWatchTranscripts } from './watch-transcripts.js'
import { makeWithdrawApprovals, type WithdrawApprovals } from './withdraw-approvals.js'
import type { CountAttempt } from '../access/rate-limit.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'

/** The gate before the tools of agents: rules, requests to people, and alarms about calls that ran without approval. */
export interface ApprovalsFeature {
  readonly askApproval: AskApproval
  readonly decideApproval: DecideApproval
  readonly listApprovals: ListApprovals
  readonly configureApprovals: ConfigureApprovals
  readonly withdrawApprovals: WithdrawApprovals
  readonly recoverApprovals: RecoverApprovals
  readonly pendingApprovals: PendingApprovals
  readonly rulesInForce: RulesInForce
  readonly clearances: Clearances
  readonly watchRuns: WatchRuns
  readonly alarms: Alarms
  readonly jobs: ReadonlyArray<Job>
}

export interface ApprovalsDeps {
  readonly attention: Pick<AttentionFeature, 'updateActivity' | 'presence' | 'agentSessions'>
  readonly push: { readonly approvalPush: ApprovalPush }
  readonly usage: { readonly policyGuards: PolicyGuards }
  readonly store: ApprovalStore
  readonly ledger: ApprovalLedger
  readonly history: ApprovalHistory
  readonly rules: ApprovalRulesStore
  readonly settings: SettingsStore
  readonly host: SessionHost
  readonly guardedPlaces: GuardedPlaces
  readonly results: ToolResults
  readonly secrets: Secrets
  /** As `DecideApprovalDeps.countMiss`. */
  readonly countMiss: CountAttempt
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  readonly withLock: WithLock
}

export function makeApprovals({ attention, push, usage, ...ports }: ApprovalsDeps): ApprovalsFeature {
  const { updateActivity, presence, agentSessions } = attention
  const pending = makePendingApprovals()
  const shared = {
    ...ports,
    pending,
    recentVerdicts: makeRecentVerdicts(ports),
    rulesInForce: makeRulesInForce(ports),
    clearances: makeClearances(ports),
    alarms: makeAlarms(ports),
  }
  const listApprovals = makeListApprovals(shared)
  const notifier = makeApprovalNotifier({ presence, listApprovals, push: push.approvalPush })
  const settleApproval = makeSettleApproval({ ...shared, updateActivity })
  const holdApproval = makeHoldApproval({ ...shared, settleApproval, notifier, updateActivity })
  const withdrawApprovals = makeWithdrawApprovals({ ...shared, settleApproval })
  const watchRuns = makeWatchRuns(shared)
  return {
    askApproval: makeAskApproval({ ...shared, policyGuards: usage.policyGuards, holdApproval, notifier }),
    decideApproval: makeDecideApproval({ ...shared, settleApproval }),
    listApprovals,
    configureApprovals: makeConfigureApprovals(ports),
    withdrawApprovals,
    recoverApprovals: makeRecoverApprovals(ports),
    pendingApprovals: pending,
    rulesInForce: shared.rulesInForce,
    clearances: shared.clearances,
    watchRuns,
    alarms: shared.alarms,
    jobs: [
      makeFollowApprovals({ ...shared, withdraw: withdrawApprovals }),
      makeWatchTranscripts({ ...shared, agentSessions, runs: watchRuns }),
    ],
  }
}

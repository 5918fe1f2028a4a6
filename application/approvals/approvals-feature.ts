import * as E from 'fp-ts/lib/Either.js'
import { makeAlarms, type Alarms } from './alarms.js'
import { makeApprovalDesk, type ApprovalDesk } from './approval-desk.js'
import { makeCallDialogs } from './call-dialogs.js'
import { makeClearances, type Clearances } from './clearances.js'
import {
  makeConfigureApprovals,
  makeRulesInForce,
  type ConfigureApprovals,
  type RulesInForce,
} from './configure-approvals.js'
import { makeDeskCalls } from './desk-calls.js'
import { makeFollowApprovals } from './follow-approvals.js'
import { makeHoldPrograms, type HoldPrograms } from './hold-programs.js'
import { makeListDecided, type ListDecided } from './list-decided.js'
import { makePermissionRules, type PermissionRules } from './permission-rules.js'
import { makeOpenRuledCalls } from './ruled-call.js'
import { makeRemindPeople, type HandOver } from './remind-people.js'
import { makeReadEarlierPlan, type ReadEarlierPlan } from './read-earlier-plan.js'
import { makeReadWaitingTime, type ReadWaitingTime } from './read-waiting-time.js'
import { makeRecoverApprovals, type RecoverApprovals } from './recover-approvals.js'
import { makeRecordRefusals, makeWatchTranscripts, type RecordRefusals } from './watch-transcripts.js'
import { makeRestoreApproval } from './restore-approvals.js'
import { makeWatchDialogs } from './watch-dialogs.js'
import { makeWatchMissedCalls } from './watch-missed-calls.js'
import { makeWatchRuns, type WatchRuns } from './watch-runs.js'
import { makeWatchQuestions } from './watch-questions.js'
import { withoutRun } from '../../domain/approvals/rules.js'
import type { EndFormerRun } from '../sessions/start-session.js'
import type { Job } from '../shared/job.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalsPorts } from './ports.js'

/** The gate before the tools of agents: rules, requests to people, and alarms about calls that ran without approval. */
export interface ApprovalsFeature {
  readonly desk: ApprovalDesk
  readonly configureApprovals: ConfigureApprovals
  readonly recoverApprovals: RecoverApprovals
  readonly endFormerRun: EndFormerRun
  readonly rulesInForce: RulesInForce
  readonly clearances: Clearances
  readonly holdPrograms: HoldPrograms
  readonly listDecided: ListDecided
  readonly permissionRules: PermissionRules
  readonly readWaitingTime: ReadWaitingTime
  readonly readEarlierPlan: ReadEarlierPlan
  readonly watchRuns: WatchRuns
  readonly recordRefusals: RecordRefusals
  readonly alarms: Alarms
  readonly handOver: HandOver
  readonly jobs: ReadonlyArray<Job>
}

export function makeApprovals({ attention, push, usage, ...deps }: ApprovalsPorts): ApprovalsFeature {
  const ports = { ...deps, ledger: namedLedger(deps.ledger, deps.directory) }
  const made = {
    ...ports,
    ...attention,
    approvalNotifier: push.approvalNotifier,
    policyGuards: usage.policyGuards,
    rulesInForce: makeRulesInForce(ports),
    openRuledCalls: makeOpenRuledCalls(ports),
    clearances: makeClearances(ports),
    alarms: makeAlarms(ports),
  }
  const callDialogs = makeCallDialogs(ports)
  const calls = makeDeskCalls({ ...made, callDialogs })
  const desk = makeApprovalDesk({ ...made, calls })
  const watchRuns = makeWatchRuns(made)
  const remindPeople = makeRemindPeople({ ...made, calls })
  return {
    desk,
    configureApprovals: makeConfigureApprovals(ports),
    recoverApprovals: makeRecoverApprovals({
      ...ports,
      restore: makeRestoreApproval({ ...ports, calls, callDialogs }),
    }),
    endFormerRun: (id) => ports.rules.update((before) => E.right(withoutRun(before, id))),
    rulesInForce: made.rulesInForce,
    clearances: made.clearances,
    holdPrograms: makeHoldPrograms(ports.clock),
    listDecided: makeListDecided(ports),
    permissionRules: makePermissionRules(made),
    readWaitingTime: makeReadWaitingTime({ ...made, desk }),
    readEarlierPlan: makeReadEarlierPlan({ ...ports, calls }),
    watchRuns,
    recordRefusals: makeRecordRefusals(ports),
    alarms: made.alarms,
    handOver: remindPeople.handOver,
    jobs: [
      remindPeople.job,
      makeFollowApprovals({ ...made, desk }),
      makeWatchTranscripts({ ...made, runs: watchRuns }),
      makeWatchQuestions({ ...made, desk }),
      makeWatchDialogs({ ...made, calls, callDialogs }),
      makeWatchMissedCalls({ ...made, calls, callDialogs }),
    ],
  }
}

/** The log with the present name of a session in `session` and its id in `sessionId`: people read the log. */
function namedLedger(ledger: ApprovalLedger, { nameOf }: SessionDirectory): ApprovalLedger {
  const named = (entry: ChainEntry): ChainEntry => {
    const { session: id } = entry
    return typeof id === 'string' ? { ...entry, session: nameOf(sessionId(id)), sessionId: id } : entry
  }
  return { ...ledger, append: (...entries) => ledger.append(...entries.map(named)) }
}

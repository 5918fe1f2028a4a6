import type { ParseShell } from '../../domain/approvals/shell-command.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { CountAttempt } from '../access/rate-limit.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { ObserveAgents } from '../attention/observe-agents.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { ApprovalRulesStore, ProjectStore, SessionRecordStore } from '../shared/state-store.port.js'
import type { Alarms } from './alarms.js'
import type { PolicyGuards } from './approval-context.js'
import type { ApprovalDesk } from './approval-desk.js'
import type { ApprovalHistory } from './approval-history.port.js'
import type { ApprovalLedger } from './approval-ledger.port.js'
import type { ApprovalStore } from './approval-store.port.js'
import type { CallDialogs } from './call-dialogs.js'
import type { CallFiles } from './call-files.port.js'
import type { Clearances } from './clearances.js'
import type { RulesInForce } from './configure-approvals.js'
import type { ApprovalNotifier, DeskCalls } from './desk-calls.js'
import type { GuardedFolders } from './guarded-folders.port.js'
import type { HeldDecisions } from './held-decisions.js'
import type { PastCalls } from './past-calls.port.js'
import type { OpenRuledCalls } from './ruled-call.js'
import type { TerminalQuestions } from './terminal-questions.port.js'
import type { ToolResults } from './tool-results.port.js'
import type { WatchRuns } from './watch-runs.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface ApprovalsPorts {
  readonly attention: Pick<AttentionFeature, 'updateActivity' | 'presence' | 'agentSessions' | 'observeAgents'>
  readonly push: { readonly approvalNotifier: ApprovalNotifier }
  readonly usage: { readonly policyGuards: PolicyGuards }
  readonly results: ToolResults
  readonly record: SessionRecordStore
  readonly terminalQuestions: TerminalQuestions
  readonly pastCalls: PastCalls
  readonly callFiles: CallFiles
  /** Coding CLIs that calls may come from. */
  readonly agents: ReadonlyArray<Pick<AgentCli, 'id' | 'binary' | 'screens'>>
  readonly settings: SettingsStore
  /** Rate limit of audit entries for wrong tokens, by address. */
  readonly countMiss: CountAttempt
  readonly store: ApprovalStore
  readonly ledger: ApprovalLedger
  readonly rules: ApprovalRulesStore
  readonly directory: SessionDirectory
  readonly secrets: Secrets
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  readonly withLock: WithLock
  readonly guardedFolders: GuardedFolders
  readonly host: SessionHost
  readonly history: ApprovalHistory
  readonly projectStore: ProjectStore
  readonly parseShell: ParseShell
}

/** The same with the use cases of other features and the steps that use cases share. */
export type ApprovalsSteps = ApprovalsPorts &
  Omit<ApprovalsPorts['attention'], 'observeAgents'> & {
    readonly rulesInForce: RulesInForce
    readonly policyGuards: PolicyGuards
    readonly alarms: Alarms
    readonly openRuledCalls: OpenRuledCalls
    readonly approvalNotifier: ApprovalNotifier
    readonly calls: DeskCalls
    readonly callDialogs: CallDialogs
    readonly held: Pick<HeldDecisions, 'deliverAll'>
    readonly desk: Pick<ApprovalDesk, 'ask'>
    readonly clearances: Clearances
    readonly observeAgents: Pick<ObserveAgents, 'of' | 'watch'>
    readonly runs: WatchRuns
  }

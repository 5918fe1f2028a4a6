/**
 * Library without tools: ports and records of the domain. Loads fp-ts only.
 *
 * `penates/server` runs a hub, `penates/features` has its operations without a server, `penates/testing` has fakes.
 *
 * @packageDocumentation
 */
export type { HubValues } from './config/hub-values.js'
export type { Tools } from './tools/tools.js'

// Shared by all features
export type { AuditEvent, AuditLog, Caller } from '../application/shared/audit-log.port.js'
export type { Clock } from '../application/shared/clock.port.js'
export type { EventBus } from '../application/shared/feed.js'
export type { Feed } from '../application/shared/feed.js'
export type { Log, LogFields } from '../application/shared/log.port.js'
export type { StateFault } from '../application/shared/state-fault.js'
export type {
  ApprovalRulesStore,
  BudgetStore,
  CardStore,
  FinishJournal,
  ProjectStore,
  SessionRecordStore,
  StateStore,
} from '../application/shared/state-store.port.js'
export type { EndSpan, SpanFacts, Tracer } from '../application/shared/tracer.port.js'
export type { Directory, Kind, brand } from '../domain/shared/brand.js'
export type { Instant } from '../domain/shared/instant.js'
export type { Tagged } from '../domain/shared/tagged.js'

// Events
export type { HubEvent } from '../domain/events/hub-event.js'

// Sessions
export type { Folders } from '../application/sessions/folders.port.js'
export type {
  PaneKey,
  ScrollbackExtent,
  SessionHost,
  SessionSpec,
  WhenRunning,
} from '../application/sessions/session-host.port.js'
export type { SessionTokens, TokenHolder } from '../application/sessions/session-tokens.port.js'
export type { SessionEvent, StartFailure } from '../domain/sessions/events.js'
export type {
  HostClipboard,
  Heartbeat,
  SessionMark,
  SessionRecord,
  SessionRecords,
} from '../domain/sessions/session-record.js'
export type { RecordingBounds } from '../domain/recordings/recording.js'
export type { SessionId } from '../domain/sessions/session-id.js'
export { parseSessionName, type SessionName } from '../domain/sessions/session-name.js'
export type { HostEvent, HostRun, Session } from '../domain/sessions/session.js'

// Terminals
export type {
  AttachSpec,
  LinkEnd,
  LinkListener,
  TerminalHost,
  TerminalLink,
} from '../application/terminal/terminal-host.port.js'
export type { PaneState, WheelTurn } from '../domain/terminal/pane.js'
export type { CellColour, StyledRow, StyledRun, TextStyle } from '../domain/terminal/styled-row.js'
export { DEFAULT_SIZE, type TerminalSize } from '../domain/terminal/terminal-size.js'

// Agents
export type { AgentConversation } from '../domain/agents/agent-conversation.js'
export type { AgentId } from '../domain/agents/agent-id.js'

// Attention
export { EVIDENCE_NAMES, type Activity, type Evidence, type EvidenceName } from '../domain/attention/activity.js'
export type { AttentionEvent } from '../domain/attention/events.js'
export type { ServiceRetry } from '../domain/attention/service-retry.js'
export type { TurnFailure, TurnFailureKind } from '../domain/attention/turn-failure.js'

// Approvals
export type { ApprovalStore } from '../application/approvals/approval-store.port.js'
export type { CallFiles } from '../application/approvals/call-files.port.js'
export type { Secrets } from '../application/shared/secrets.port.js'
export type { DialogKey } from '../domain/approvals/dialog-step.js'
export type { AlarmKind } from '../domain/approvals/alarm.js'
export type { Approval, ApprovalMode, Gate, ToolCall } from '../domain/approvals/approval.js'
export type { Json, JsonObject } from '../domain/approvals/canonical-json.js'
export type { AgentMemory } from '../domain/approvals/agent-memory.js'
export type { ApprovalEvent } from '../domain/approvals/events.js'
export type { PromptEvent, PromptsChanged, PromptTemplatesChanged, SchedulesChanged } from '../domain/prompts/events.js'
export type { PromptFault, PromptState } from '../domain/prompts/prompt.js'
export type { PermissionRule, RuleEffect, RulePattern } from '../domain/approvals/permission-rule.js'
export type { ApprovalRules, Grant, HeldMode } from '../domain/approvals/rules.js'

// Board
export type { TrustWatch } from '../application/board/accept-trust.js'
export type {
  Advance,
  Build,
  CherryPick,
  FileEdit,
  GitRepository,
  TreeContent,
  TreeRequest,
} from '../application/board/git-repository.port.js'
export type { WorktreeSpec, Worktrees } from '../application/board/worktrees.port.js'
export type { CardView } from '../domain/board/card.js'
export {
  PRIORITIES,
  STAGES,
  type Board,
  type Card,
  type CardMove,
  type CardSession,
  type CardId,
  type IdeaSession,
  type Origin,
  type Priority,
  type SpawnPlan,
  type WorktreePlan,
  type Stage,
} from '../domain/board/card.js'
export type { BoardEvent } from '../domain/board/events.js'
export { NOT_YET } from '../domain/board/finish.js'
export type { FinishView } from '../domain/board/finish-view.js'
export type {
  AbortedMerge,
  AtStage,
  CleanedMerge,
  Cleanup,
  Finish,
  FinishRecord,
  FinishRecords,
  FinishStage,
  PendingMerge,
  PublishedMerge,
  UndoneMerge,
} from '../domain/board/finish.js'
export type { Collision, Forecast } from '../domain/board/forecast.js'
export type { CommitLine, MergeTrial, Repository, Stash, Worktree, WorktreeState } from '../domain/board/repository.js'

// Projects
export type { PlanDocument, PlanFile } from '../application/projects/plan-document.port.js'
export type { ProjectFolders } from '../application/projects/project-folders.port.js'
export type { PlanText } from '../domain/projects/plan-edit.js'
export type { ProjectId } from '../domain/projects/project-id.js'
export type { Project, ProjectRegistry } from '../domain/projects/project.js'
export type { FoundFolder } from '../domain/projects/registry.js'

// Files
export type { Coverage, FileEvents, FileEventsListener } from '../application/files/file-events.port.js'
export type { IgnoreRules } from '../application/files/ignore-rules.port.js'
export type {
  Changed,
  ListPage,
  ListedFolder,
  OpenedFile,
  Placed,
  ProjectFiles,
  StoreOptions,
} from '../application/files/project-files.port.js'
export type { ByteRange } from '../domain/files/byte-range.js'
export type { OnConflict } from '../domain/files/conflict.js'
export { parseFileName, type FileName } from '../domain/files/file-name.js'
export type { EntryType, FolderEntry, ShownNames } from '../domain/files/listing.js'
export type { PathChange } from '../domain/files/path-change.js'
export { parseOperand, parseProjectPath, type Operand, type ProjectPath } from '../domain/files/project-path.js'

// Repositories
export type { ComparedFiles, OnlyPaths, RepoHistory } from '../application/repo/repo-history.port.js'
export type { RepoWatch } from '../application/repo/repo-watch.port.js'
export {
  parseCommitId,
  type CommitChanges,
  type CommitHeader,
  type CommitId,
  type FullCommitId,
  type LogPage,
  type LoggedCommit,
  type LoggedCommits,
} from '../domain/repo/commit.js'
export type { FileDiff, FileStatus } from '../domain/repo/file-diff.js'
export type { BranchName, Branches, LocalBranch, RemoteBranch } from '../domain/repo/refs.js'
export type {
  ChangeCategory,
  Head,
  PendingChange,
  PendingChanges,
  RepoStatus,
  StatusEntry,
} from '../domain/repo/work-tree.js'

// Usage
export type { BudgetRecords, SeenBudget } from '../domain/usage/budget-records.js'
export type { Budget, BudgetLevel, BudgetScope, BudgetStanding } from '../domain/usage/budget.js'
export type { UsageEvent } from '../domain/usage/events.js'
export type { UsageProgress } from '../domain/usage/reading-progress.js'
export { parseTimeZone, type TimeZone } from '../domain/usage/time-zone.js'

// Settings
export type { SettingsStore } from '../application/settings/settings-store.port.js'
export { DEFAULT_SETTINGS, SETTINGS, type SettingName, type Settings } from '../domain/settings/settings.js'

// Push
export type { PushSender } from '../application/push/push-sender.port.js'
export type { PushSubscriptions } from '../application/push/push-subscriptions.port.js'
export type { DeliveryAnswer } from '../domain/push/delivery.js'
export type { PushMessage } from '../domain/push/message.js'
export type { ClockTime, PushPlan, QuietHours } from '../domain/push/plan.js'
export type { DeliveryError, PushSubscription, PushTarget } from '../domain/push/subscription.js'

// Webhooks
export type { Notifier } from '../application/shared/notifier.port.js'
export type { WebhookNotifier } from '../application/webhooks/webhook-notifier.js'
export type { WebhookStore } from '../application/webhooks/webhook-store.port.js'
export type { NotificationMessage, NotificationText } from '../domain/webhooks/notification.js'
export type { WaitingMessage, WebhookRecords } from '../domain/webhooks/webhook-records.js'
export type {
  NotifierTarget,
  Webhook,
  WebhookDelivery,
  WebhookDisabled,
  WebhookKind,
} from '../domain/webhooks/webhook.js'

// Access
export type { AccessTokens } from '../application/access/access-tokens.port.js'
export type { NamedTokens } from '../application/access/named-tokens.port.js'
export type { OperatorToken } from '../application/access/operator-token.port.js'
export type { AccessFault } from '../domain/access/errors.js'
export type { NamedToken } from '../domain/access/named-token.js'
export type { Person } from '../domain/access/principal.js'
export type { Scope } from '../domain/access/scope.js'

// Server
export type { LogExtract, LogHistory } from '../application/server/log-history.port.js'

// Voice
export type { Dictation, Transcriber } from '../application/voice/transcriber.port.js'

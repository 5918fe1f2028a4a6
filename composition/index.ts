/**
 * Library without tools: ports, records of the domain, and the features of a hub. Loads fp-ts only.
 *
 * `penates/server` runs a hub, `penates/features` its use cases without a server, `penates/testing` has fakes.
 *
 * @packageDocumentation
 */
export type { Tools, HubValues } from './tools.js'
export type {
  Background,
  ByOperator,
  Features,
  HubApprovals,
  HubBoard,
  HubProjects,
  HubSessions,
  HubSettings,
} from './hub-features.js'

// Shared by all features
export type { AuditEvent, AuditLog, Caller } from '../application/shared/audit-log.port.js'
export type { Clock } from '../application/shared/clock.port.js'
export { unavailable, type Unavailable } from '../application/shared/errors.js'
export type { EventBus } from '../application/shared/event-bus.js'
export type { Feed } from '../application/shared/feed.js'
export type { Log, LogFields } from '../application/shared/log.port.js'
export type { StateFault } from '../application/shared/state-fault.js'
export type { StateStore } from '../application/shared/state-store.port.js'
export type { EndSpan, SpanFacts, Tracer } from '../application/shared/tracer.port.js'
export type { Directory, Kind, brand } from '../domain/shared/brand.js'
export type { Instant } from '../domain/shared/instant.js'
export type { Tagged } from '../domain/shared/tagged.js'

// Events
export type { HubEvent } from '../domain/events/hub-event.js'

// Sessions
export type { AdoptSession, AdoptSessionError } from '../application/sessions/adopt-session.js'
export type { CreateSession, CreateSessionError, SessionRequest } from '../application/sessions/create-session.js'
export type { DirectorySource } from '../application/sessions/directory-source.port.js'
export type { EndSessionError } from '../application/sessions/end-session.js'
export type { Folders } from '../application/sessions/folders.port.js'
export type { ForgetSession, ForgetSessionError } from '../application/sessions/forget-session.js'
export type { MarkSession, MarkSessionError } from '../application/sessions/mark-session.js'
export type { ReadScrollback } from '../application/sessions/read-scrollback.js'
export type { RenameSession, RenameSessionError } from '../application/sessions/rename-session.js'
export type { RestoreSessionError } from '../application/sessions/restore-session.js'
export type { PaneKey, SessionHost, SessionSpec } from '../application/sessions/session-host.port.js'
export type { SessionRecordStore } from '../application/sessions/session-record-store.port.js'
export type { SessionTokens, TokenHolder } from '../application/sessions/session-tokens.port.js'
export type { StartSessionError } from '../application/sessions/start-session.js'
export type {
  ControlCharacters,
  InvalidNewSessionName,
  InvalidSessionName,
  SessionDiedAtOnce,
  SessionExists,
  SessionNotFound,
  SessionNotKnown,
  SessionRunning,
  UnusableDirectory,
} from '../domain/sessions/errors.js'
export type { SessionEvent } from '../domain/sessions/events.js'
export type { FormerClipboard, Heartbeat, SessionRecord, SessionRecords } from '../domain/sessions/session-record.js'
export type { ListedSession, SessionStatus } from '../domain/sessions/listed-session.js'
export type { RecentDirectory } from '../domain/sessions/recent-directories.js'
export type { SessionId } from '../domain/sessions/session-id.js'
export { parseSessionName, type SessionName } from '../domain/sessions/session-name.js'
export type { HostEvent, HostRun, Session } from '../domain/sessions/session.js'

// Overview
export type { ReadSessionList, SessionEntry, SessionList } from '../application/overview/read-session-list.js'

// Terminals
export type {
  OpenTerminal,
  OpenTerminalError,
  Terminal,
  TerminalEnd,
  Viewer,
} from '../application/terminal/open-terminal.js'
export type {
  AttachSpec,
  LinkEnd,
  LinkListener,
  TerminalHost,
  TerminalLink,
} from '../application/terminal/terminal-host.port.js'
export { DEFAULT_SIZE, type TerminalSize } from '../domain/terminal/terminal-size.js'

// Agents
export type {
  AgentCli,
  AgentClis,
  AgentGate,
  AgentHooks,
  AgentLogs,
  AgentReport,
  AgentScreens,
  LineType,
  LogReader,
} from '../application/agents/agent-cli.port.js'
export type { AgentId } from '../domain/agents/agent-id.js'
export type { AgentProgram, AgentUpdate, CliTier, CliVariant, MarkPath } from '../domain/agents/agent-program.js'

// Attention
export type { ObservedAgent } from '../application/attention/observe-agents.js'
export type { Activity, Evidence, ScreenReading } from '../domain/attention/activity.js'
export type { AttentionEvent } from '../domain/attention/events.js'
export type { Hook, HookPayload, NotificationKind } from '../domain/attention/hook.js'

// Approvals
export type { AnswerSigner } from '../application/approvals/answer-signer.port.js'
export type { DecideApprovalError, VerdictRequest } from '../application/approvals/approval-desk.js'
export type { ApprovalHistory } from '../application/approvals/approval-history.port.js'
export type { ApprovalLedger } from '../application/approvals/approval-ledger.port.js'
export type { ApprovalRulesStore } from '../application/approvals/approval-rules.port.js'
export type { ApprovalStore } from '../application/approvals/approval-store.port.js'
export type { GuardedPlaces } from '../application/approvals/guarded-places.port.js'
export type { ListApprovals } from '../application/approvals/list-approvals.js'
export type { Secrets } from '../application/approvals/secrets.port.js'
export type { ToolResult, ToolResults } from '../application/approvals/tool-results.port.js'
export type { AlarmKind } from '../domain/approvals/alarm.js'
export type { Approval, ApprovalMode, Gate, ToolCall, Verdict } from '../domain/approvals/approval.js'
export type { Json, JsonObject } from '../domain/approvals/canonical-json.js'
export type { ChainEntry } from '../domain/approvals/chain.js'
export type { DecideFault, Decision, DecisionRequest } from '../domain/approvals/decision.js'
export type {
  ApprovalNotPending,
  DigestMismatch,
  InvalidDecision,
  InvalidEdit,
  WrongDecisionToken,
} from '../domain/approvals/errors.js'
export type { ApprovalEvent } from '../domain/approvals/events.js'
export type { ApprovalRules, Grant } from '../domain/approvals/rules.js'
export type { CallSource, ReportedCall, TranscriptCall } from '../domain/approvals/tool-call.js'

// Hooks
export type { HookScripts } from '../application/hooks/agent-settings.port.js'
export type { ManagedSettings } from '../application/hooks/managed-settings.port.js'
export type { ProjectAgentSettings, SettingsFile } from '../application/hooks/project-agent-settings.port.js'
export type { GateWeakened } from '../domain/hooks/errors.js'
export type {
  GateKind,
  GateWeakness,
  HookPlaces,
  Installation,
  UnreadableSettings,
} from '../domain/hooks/installation.js'

// Board
export type { TrustWatch } from '../application/board/accept-trust.js'
export type { BoardCaller } from '../application/board/board-caller.js'
export type { BrainstormCard, BrainstormCardError, Spawned } from '../application/board/brainstorm-card.js'
export type { CardStore } from '../application/board/card-store.port.js'
export type { ChangeCard, ChangeCardError, ChangedCard } from '../application/board/change-card.js'
export type { CreateCard, CreateCardError } from '../application/board/create-card.js'
export type { DeleteCard, DeleteCardError, Kept } from '../application/board/delete-card.js'
export type { WorktreeEnd } from '../application/board/end-worktree-session.js'
export type {
  FinishCard,
  FinishCardError,
  FinishGateError,
  FinishOptions,
} from '../application/board/finish/finish-card.js'
export type { FinishJournal } from '../application/board/finish/finish-journal.port.js'
export type { UndoFinish, UndoFinishError, Undone } from '../application/board/finish/undo-finish.js'
export type {
  Advance,
  Build,
  CherryPick,
  FileEdit,
  GitFault,
  GitRepository,
  TreeContent,
  TreeRequest,
} from '../application/board/git-repository.port.js'
export type { Consent, ImplementCard, ImplementCardError } from '../application/board/implement-card.js'
export type { CardQuery, ListCards, ListedCards } from '../application/board/list-cards.js'
export type { PortProbe } from '../application/board/port-probe.port.js'
export type { SessionWork } from '../application/board/session-work.js'
export type { SpawnForCardError } from '../application/board/spawn-for-card.js'
export type { SpawnSessionError } from '../application/board/spawn-session.js'
export type { WorktreeSpec, Worktrees } from '../application/board/worktrees.port.js'
export type { Raw } from '../domain/board/card-input.js'
export type { CardView } from '../domain/board/card-view.js'
export {
  PRIORITIES,
  STAGES,
  type Board,
  type Card,
  type CardId,
  type IdeaSession,
  type Origin,
  type Priority,
  type SpawnPlan,
  type Stage,
} from '../domain/board/card.js'
export type { ChangeError } from '../domain/board/changes.js'
export type {
  BadCard,
  BaseMoved,
  CardBlocked,
  CardConflict,
  CardNotFound,
  FinishFailed,
  FinishObstructed,
  IsolationUnavailable,
  MergeRefused,
  NoSpec,
  NotReviewable,
  NotUndoable,
  PushFailed,
  PushRefused,
  RemoteSilent,
  WorktreeRefused,
} from '../domain/board/errors.js'
export type { BoardEvent } from '../domain/board/events.js'
export type { FinishView } from '../domain/board/finish-view.js'
export type {
  AtStage,
  Cleanup,
  Finish,
  FinishAt,
  FinishBook,
  FinishRecord,
  FinishStage,
} from '../domain/board/finish.js'
export type { Collision, Forecast } from '../domain/board/forecast.js'
export { OBSTACLES, type Obstacle } from '../domain/board/preflight.js'
export type { MergeTrial, Repository, Worktree, WorktreeState } from '../domain/board/repository.js'
export type { StartQuestion } from '../domain/board/trust.js'

// Projects
export type { CreateProjectError } from '../application/projects/create-project.js'
export type { PlanDocument, PlanFile } from '../application/projects/plan-document.port.js'
export type { ProjectFolders } from '../application/projects/project-folders.port.js'
export type { ProjectStore } from '../application/projects/project-store.port.js'
export type {
  InvalidProject,
  PathOutsideRoots,
  PlanChanged,
  ProjectNotFound,
  ProjectPathMissing,
  ProjectPathTaken,
} from '../domain/projects/errors.js'
export type { PlanText } from '../domain/projects/plan-edit.js'
export type { ProjectId } from '../domain/projects/project-id.js'
export type { Project, ProjectBook } from '../domain/projects/project.js'
export type { FoundFolder } from '../domain/projects/registry.js'

// Files
export type { Coverage, FileEvents, FileEventsListener } from '../application/files/file-events.port.js'
export type { BrowsedFolder, FolderBrowser } from '../application/files/folder-browser.port.js'
export type { IgnoreRules } from '../application/files/ignore-rules.port.js'
export type {
  Changed,
  ListPage,
  ListedFolder,
  MakeError,
  OpenedFile,
  PlaceError,
  Placed,
  ProjectFiles,
  StoreError,
  StoreOptions,
} from '../application/files/project-files.port.js'
export type { SessionImages } from '../application/files/session-images.port.js'
export type { SessionScope } from '../application/files/session-scope.port.js'
export type {
  FolderExists,
  FolderFault,
  FolderNotMade,
  FolderUnreadable,
  NotBrowsable,
} from '../domain/files/browse-errors.js'
export type { ByteRange } from '../domain/files/byte-range.js'
export type { OnConflict } from '../domain/files/conflict.js'
export type {
  BadFileName,
  BadPath,
  FileExists,
  FileNotFound,
  FileTooLarge,
  IntoSelf,
  NotAFile,
  NotAFolder,
  NotPermitted,
  OtherFileSystem,
  OutsideRoot,
  PathError,
  SamePath,
  TrashFailed,
  TrashUnavailable,
  UploadBroken,
  WriteFailed,
} from '../domain/files/errors.js'
export { parseFileName, type FileName } from '../domain/files/file-name.js'
export type { NewFolder } from '../domain/files/folder-path.js'
export type { EntryType, FolderEntry, ShownNames } from '../domain/files/listing.js'
export type { PathChange } from '../domain/files/path-change.js'
export { parseOperand, parseProjectPath, type Operand, type ProjectPath } from '../domain/files/project-path.js'
export type { ImageFolderForbidden, ImageNotSaved } from '../domain/files/session-file-errors.js'
export type { SessionImage } from '../domain/files/session-image.js'

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
export type { CommitNotFound, InvalidCommitId, NotARepository, NotComparable } from '../domain/repo/errors.js'
export type { FileDiff, FileStatus } from '../domain/repo/file-diff.js'
export type { BranchName, Branches, LocalBranch, RemoteBranch } from '../domain/repo/refs.js'
export type {
  ChangeCategory,
  Head,
  PendingChange,
  PendingChanges,
  RepoStatus,
  RepoSummary,
  StatusEntry,
} from '../domain/repo/work-tree.js'

// Usage
export type { BudgetStore } from '../application/usage/budget-store.port.js'
export type { LimitHistory } from '../application/usage/limit-history.port.js'
export type { LimitSource } from '../application/usage/limit-source.port.js'
export type { OwnPrices, OwnPricesFile } from '../application/usage/own-prices.port.js'
export type { ReadUsage, UsageQuery } from '../application/usage/read-usage.js'
export type { ResumeStore } from '../application/usage/resume-store.port.js'
export type { TranscriptContext } from '../application/usage/transcript-context.port.js'
export type { DocumentRequest, UsageDocument, UsageForm } from '../application/usage/usage-document.js'
export type { UsageLogs } from '../application/usage/usage-logs.port.js'
export type { BudgetBook, SeenBudget } from '../domain/usage/budget-book.js'
export type { Budget, BudgetLevel, BudgetScope, BudgetStanding } from '../domain/usage/budget.js'
export type { RequestVariant, TokenCounts } from '../domain/usage/cell.js'
export type { ContextEstimate, ContextUse } from '../domain/usage/context-estimate.js'
export type { InvalidTimeZone } from '../domain/usage/errors.js'
export type { UsageEvent } from '../domain/usage/events.js'
export type { LimitPoint } from '../domain/usage/limit-history.js'
export type { LimitAccount, LimitNotice, LimitWindow } from '../domain/usage/limits.js'
export type { OwnerCard, OwnerProject, OwnerSession, Owners } from '../domain/usage/owners.js'
export type { PriceRow, PriceTable, Rates } from '../domain/usage/prices.js'
export type { ReadingProgress, UsageProgress } from '../domain/usage/reading-progress.js'
export type {
  DayUsage,
  DirectoryUsage,
  ModelUsage,
  PeriodUsage,
  Report,
  ReportQuery,
  SessionUsage,
  UsageSum,
} from '../domain/usage/report.js'
export type { Resumes } from '../domain/usage/resumes.js'
export type { CountedCall, ForkMark, RowCounts, RowOrigin, StopReason, UsageRow } from '../domain/usage/row.js'
export type { StatusLine } from '../domain/usage/status-line.js'
export { parseTimeZone, type TimeZone } from '../domain/usage/time-zone.js'

// Settings
export type { ChangeSettings, ChangeSettingsError } from '../application/settings/change-settings.js'
export type { SettingsStore } from '../application/settings/settings-store.port.js'
export type { InvalidSettings } from '../domain/settings/errors.js'
export { DEFAULT_SETTINGS, SETTINGS, type SettingName, type Settings } from '../domain/settings/settings.js'

// Push
export type { PushSender } from '../application/push/push-sender.port.js'
export type { PushSubscriptions } from '../application/push/push-subscriptions.port.js'
export type { DeliveryAnswer } from '../domain/push/delivery.js'
export type { PushMessage } from '../domain/push/message.js'
export type { DeliveryError, PushSubscription, PushTarget } from '../domain/push/subscription.js'

// Access
export type { AccessTokens } from '../application/access/access-tokens.port.js'
export type { OperatorToken } from '../application/access/operator-token.port.js'
export type { AccessFault, BadAccessToken, Forbidden, Unauthenticated } from '../domain/access/errors.js'
export type { Person, Principal } from '../domain/access/principal.js'

// Preview
export type { PortScan } from '../application/preview/port-scan.port.js'
export type { Seal } from '../application/preview/seal.port.js'
export type { ListeningPort } from '../domain/preview/preview-port.js'

// Server
export type { LogExtract, LogHistory } from '../application/server/log-history.port.js'
export type { Figures, Measurements } from '../application/server/measurements.port.js'
export type {
  InstalledService,
  ServiceManager,
  ServiceSpec,
  ServiceState,
} from '../application/server/service-manager.port.js'
export type { ForeignService } from '../domain/server/errors.js'
export type { Spread } from '../domain/server/spread.js'

// Updates
export type { HubInstallation } from '../application/updates/hub-installation.port.js'
export type { Release, ReleaseFeed } from '../application/updates/release-feed.port.js'
export type { VersionCollector } from '../application/updates/version-collector.port.js'
export type { GuardReason, UpdateCategory, UpdateGuard, UpdateItem } from '../domain/updates/update-item.js'

// Simulator
export type { Simulator } from '../application/mata/simulator.port.js'
export type { SimulatorAction } from '../domain/mata/action.js'
export type { NoFrame, SimulatorFailed } from '../domain/mata/errors.js'
export type { SimulatorRun } from '../domain/mata/status.js'

// Voice
export type { Dictation, Transcriber } from '../application/voice/transcriber.port.js'
export type { TranscriptionFailed } from '../domain/voice/errors.js'

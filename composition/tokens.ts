import type { AgentClis } from '../application/agents/agent-cli.port.js'
import type { AccessFeature } from '../application/access/access-feature.js'
import type { AccessTokens } from '../application/access/access-tokens.port.js'
import type { OperatorToken } from '../application/access/operator-token.port.js'
import type { AnswerSigner } from '../application/approvals/answer-signer.port.js'
import type { ApprovalHistory } from '../application/approvals/approval-history.port.js'
import type { ApprovalLedger } from '../application/approvals/approval-ledger.port.js'
import type { ApprovalRulesStore } from '../application/approvals/approval-rules.port.js'
import type { ApprovalStore } from '../application/approvals/approval-store.port.js'
import type { ApprovalsFeature } from '../application/approvals/approvals-feature.js'
import type { GuardedPlaces } from '../application/approvals/guarded-places.port.js'
import type { Secrets } from '../application/approvals/secrets.port.js'
import type { ToolResults } from '../application/approvals/tool-results.port.js'
import type { AttentionFeature } from '../application/attention/attention-feature.js'
import type { TrustWatch } from '../application/board/accept-trust.js'
import type { BoardFeature } from '../application/board/board-feature.js'
import type { GitRepository } from '../application/board/git-repository.port.js'
import type { CardStore } from '../application/board/card-store.port.js'
import type { FinishJournal } from '../application/board/finish/finish-journal.port.js'
import type { PortProbe } from '../application/board/port-probe.port.js'
import type { Worktrees } from '../application/board/worktrees.port.js'
import type { FileEvents } from '../application/files/file-events.port.js'
import type { FilesFeature } from '../application/files/files-feature.js'
import type { FolderBrowser } from '../application/files/folder-browser.port.js'
import type { IgnoreRules } from '../application/files/ignore-rules.port.js'
import type { ProjectFiles } from '../application/files/project-files.port.js'
import type { SessionImages } from '../application/files/session-images.port.js'
import type { SessionScope } from '../application/files/session-scope.port.js'
import type { HookScripts } from '../application/hooks/agent-settings.port.js'
import type { HooksFeature } from '../application/hooks/hooks-feature.js'
import type { ManagedSettings } from '../application/hooks/managed-settings.port.js'
import type { ProjectAgentSettings } from '../application/hooks/project-agent-settings.port.js'
import type { MataFeature } from '../application/mata/mata-feature.js'
import type { Simulator } from '../application/mata/simulator.port.js'
import type { ReadSessionList } from '../application/overview/read-session-list.js'
import type { PortScan } from '../application/preview/port-scan.port.js'
import type { PreviewFeature } from '../application/preview/preview-feature.js'
import type { Seal } from '../application/preview/seal.port.js'
import type { KeepIdeas } from '../application/projects/migrate-plan.js'
import type { PlanDocument } from '../application/projects/plan-document.port.js'
import type { ProjectFolders } from '../application/projects/project-folders.port.js'
import type { ProjectStore } from '../application/projects/project-store.port.js'
import type { ProjectsFeature } from '../application/projects/projects-feature.js'
import type { PushFeature } from '../application/push/push-feature.js'
import type { PushSender } from '../application/push/push-sender.port.js'
import type { PushSubscriptions } from '../application/push/push-subscriptions.port.js'
import type { RepoFeature } from '../application/repo/repo-feature.js'
import type { RepoHistory } from '../application/repo/repo-history.port.js'
import type { RepoWatch } from '../application/repo/repo-watch.port.js'
import type { LogHistory } from '../application/server/log-history.port.js'
import type { Measurements } from '../application/server/measurements.port.js'
import type { ServerFeature } from '../application/server/server-feature.js'
import type { ServiceManager } from '../application/server/service-manager.port.js'
import type { DirectorySource } from '../application/sessions/directory-source.port.js'
import type { Folders } from '../application/sessions/folders.port.js'
import type { SessionDirectory } from '../application/sessions/session-directory.js'
import type { SessionHost } from '../application/sessions/session-host.port.js'
import type { SessionRecord } from '../application/sessions/session-record.port.js'
import type { SessionTokens } from '../application/sessions/session-tokens.port.js'
import type { SessionsFeature } from '../application/sessions/sessions-feature.js'
import type { SettingsFeature } from '../application/settings/settings-feature.js'
import type { SettingsStore } from '../application/settings/settings-store.port.js'
import type { AuditLog } from '../application/shared/audit-log.port.js'
import type { Clock } from '../application/shared/clock.port.js'
import type { Feed } from '../application/shared/feed.js'
import type { WithLock } from '../application/shared/keyed-lock.js'
import type { Log } from '../application/shared/log.port.js'
import type { Tracer } from '../application/shared/tracer.port.js'
import type { TerminalFeature } from '../application/terminal/terminal-feature.js'
import type { TerminalHost } from '../application/terminal/terminal-host.port.js'
import type { HubInstallation } from '../application/updates/hub-installation.port.js'
import type { ReleaseFeed } from '../application/updates/release-feed.port.js'
import type { UpdatesFeature } from '../application/updates/updates-feature.js'
import type { VersionCollector } from '../application/updates/version-collector.port.js'
import type { BudgetStore } from '../application/usage/budget-store.port.js'
import type { LimitHistory } from '../application/usage/limit-history.port.js'
import type { LimitSource } from '../application/usage/limit-source.port.js'
import type { OwnPricesFile } from '../application/usage/own-prices.port.js'
import type { ResumeStore } from '../application/usage/resume-store.port.js'
import type { TranscriptContext } from '../application/usage/transcript-context.port.js'
import type { UsageFeature } from '../application/usage/usage-feature.js'
import type { UsageLogs } from '../application/usage/usage-logs.port.js'
import type { Transcriber } from '../application/voice/transcriber.port.js'
import type { VoiceFeature } from '../application/voice/voice-feature.js'
import { token } from './token.js'

/** Values of the configuration that features take. */
export interface HubValues {
  /** Prefix of the names of sessions. */
  readonly prefix: string
  /** Folder that sessions start in and browsing begins at; absolute. */
  readonly defaultDirectory: string
  /** Base URL of the hub for programs on this machine: `http://127.0.0.1:3333`. */
  readonly hubUrl: string
  /** Folders whose subfolders are offered as projects. */
  readonly projectRoots: ReadonlyArray<string>
  /** IANA name of the hub's zone. */
  readonly timeZone: string
  /** Folder that merges are built in; absolute. */
  readonly finishFolder: string
  readonly trustWatch: TrustWatch
  /** Absolute path of the Node that runs the scripts of hooks. */
  readonly node: string
  /** Process id of this hub. */
  readonly pid: number
  /** True when the hub asks for releases without a request. */
  readonly checksForUpdates: boolean
  /** True when programs in sessions may write the clipboard of their viewers. */
  readonly passesClipboard: boolean
  /** Language of a dictation whose request names none: ISO 639. */
  readonly speechLanguage: string
}

/** Everything that can be bound, and so everything that an embedder can put in another's place. */
export const TOKENS = {
  // Ports: bound to tools by a tools module.
  agents: token<AgentClis>('agents'),
  clock: token<Clock>('clock'),
  log: token<Log>('log'),
  audit: token<AuditLog>('audit'),
  sessionHost: token<SessionHost>('sessionHost'),
  terminalHost: token<TerminalHost>('terminalHost'),
  folders: token<Folders>('folders'),
  repoHistory: token<RepoHistory>('repoHistory'),
  repoWatch: token<RepoWatch>('repoWatch'),
  directorySources: token<ReadonlyArray<DirectorySource>>('directorySources'),
  sessionRecord: token<SessionRecord>('sessionRecord'),
  sessionTokens: token<SessionTokens>('sessionTokens'),
  settingsStore: token<SettingsStore>('settingsStore'),
  approvalStore: token<ApprovalStore>('approvalStore'),
  approvalLedger: token<ApprovalLedger>('approvalLedger'),
  approvalRules: token<ApprovalRulesStore>('approvalRules'),
  projectStore: token<ProjectStore>('projectStore'),
  projectFolders: token<ProjectFolders>('projectFolders'),
  planDocument: token<PlanDocument>('planDocument'),
  secrets: token<Secrets>('secrets'),
  guardedPlaces: token<GuardedPlaces>('guardedPlaces'),
  pushSender: token<PushSender>('pushSender'),
  pushSubscriptions: token<PushSubscriptions>('pushSubscriptions'),
  operatorToken: token<OperatorToken>('operatorToken'),
  accessTokens: token<AccessTokens | null>('accessTokens'),
  simulator: token<Simulator>('simulator'),
  portScan: token<PortScan>('portScan'),
  seal: token<Seal>('seal'),
  transcriber: token<Transcriber>('transcriber'),
  gitRepository: token<GitRepository>('gitRepository'),
  finishJournal: token<FinishJournal>('finishJournal'),
  portProbe: token<PortProbe>('portProbe'),
  worktrees: token<Worktrees>('worktrees'),
  cardStore: token<CardStore>('cardStore'),
  fileEvents: token<FileEvents>('fileEvents'),
  folderBrowser: token<FolderBrowser>('folderBrowser'),
  ignoreRules: token<IgnoreRules>('ignoreRules'),
  projectFiles: token<ProjectFiles>('projectFiles'),
  sessionImages: token<SessionImages>('sessionImages'),
  sessionScope: token<SessionScope>('sessionScope'),
  answerSigner: token<AnswerSigner>('answerSigner'),
  approvalHistory: token<ApprovalHistory>('approvalHistory'),
  hookScripts: token<HookScripts>('hookScripts'),
  managedSettings: token<ManagedSettings>('managedSettings'),
  projectSettings: token<ProjectAgentSettings>('projectSettings'),
  toolResults: token<ToolResults>('toolResults'),
  logHistory: token<LogHistory>('logHistory'),
  tracer: token<Tracer>('tracer'),
  measurements: token<Measurements>('measurements'),
  serviceManager: token<ServiceManager>('serviceManager'),
  releaseFeed: token<ReleaseFeed>('releaseFeed'),
  versionCollectors: token<ReadonlyArray<VersionCollector>>('versionCollectors'),
  hubInstallation: token<HubInstallation>('hubInstallation'),
  transcriptContext: token<TranscriptContext>('transcriptContext'),
  usageLogs: token<UsageLogs>('usageLogs'),
  ownPrices: token<OwnPricesFile>('ownPrices'),
  /** Sources outside the hub. Limits from status lines come after them. */
  limitSources: token<ReadonlyArray<LimitSource>>('limitSources'),
  limitHistory: token<LimitHistory>('limitHistory'),
  budgetStore: token<BudgetStore>('budgetStore'),
  resumeStore: token<ResumeStore>('resumeStore'),

  // Values of the configuration.
  values: token<HubValues>('values'),
  /** Host name that previews are shown on; `null` when there is none. */
  previewHost: token<string | null>('previewHost'),
  /** Port that the hub listens on. */
  ownPort: token<() => number>('ownPort'),

  // Records of features, and functions and values that several of them take.
  withLock: token<WithLock>('withLock'),
  feed: token<Feed>('feed'),
  sessionDirectory: token<SessionDirectory>('sessionDirectory'),
  readSessionList: token<ReadSessionList>('readSessionList'),
  board: token<BoardFeature>('board'),
  files: token<FilesFeature>('files'),
  hooks: token<HooksFeature>('hooks'),
  server: token<ServerFeature>('server'),
  updates: token<UpdatesFeature>('updates'),
  usage: token<UsageFeature>('usage'),
  attention: token<AttentionFeature>('attention'),
  approvals: token<ApprovalsFeature>('approvals'),
  push: token<PushFeature>('push'),
  access: token<AccessFeature>('access'),
  sessions: token<SessionsFeature>('sessions'),
  settings: token<SettingsFeature>('settings'),
  terminal: token<TerminalFeature>('terminal'),
  mata: token<MataFeature>('mata'),
  preview: token<PreviewFeature>('preview'),
  voice: token<VoiceFeature>('voice'),
  projects: token<ProjectsFeature>('projects'),
  keepIdeas: token<KeepIdeas>('keepIdeas'),
  repo: token<RepoFeature>('repo'),
}

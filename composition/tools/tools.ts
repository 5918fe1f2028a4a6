import type * as T from 'fp-ts/lib/Task.js'
import type { AgentClis } from '../../application/agents/agent-cli.port.js'
import type { InstalledAgents } from '../../application/agents/installed-agents.port.js'
import type { AccessTokens } from '../../application/access/access-tokens.port.js'
import type { NamedTokens } from '../../application/access/named-tokens.port.js'
import type { OperatorToken } from '../../application/access/operator-token.port.js'
import type { AnswerSigner } from '../../application/approvals/answer-signer.port.js'
import type { ApprovalHistory } from '../../application/approvals/approval-history.port.js'
import type { ApprovalLedger } from '../../application/approvals/approval-ledger.port.js'
import type {
  ApprovalRulesStore,
  BudgetStore,
  CardStore,
  FinishJournal,
  LastReportsStore,
  ProjectStore,
  PromptQueueStore,
  PromptTemplateStore,
  ResumeStore,
  ScheduleStore,
  SessionRecordStore,
} from '../../application/shared/state-store.port.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import type { GuardedFolders } from '../../application/approvals/guarded-folders.port.js'
import type { Secrets } from '../../application/shared/secrets.port.js'
import type { ConversationIndex } from '../../application/conversations/conversation-index.port.js'
import type { Conversations } from '../../application/conversations/conversations.port.js'
import type { CallFiles } from '../../application/approvals/call-files.port.js'
import type { PastCalls } from '../../application/approvals/past-calls.port.js'
import type { AgentServers } from '../../application/sessions/agent-servers.port.js'
import type { TerminalQuestions } from '../../application/approvals/terminal-questions.port.js'
import type { ToolResults } from '../../application/approvals/tool-results.port.js'
import type { BackgroundAgents } from '../../application/background-agents/background-agents.port.js'
import type { GitRepository } from '../../application/board/git-repository.port.js'
import type { PortProbe } from '../../application/board/port-probe.port.js'
import type { Worktrees } from '../../application/board/worktrees.port.js'
import type { FileEvents } from '../../application/files/file-events.port.js'
import type { FolderBrowser } from '../../application/files/folder-browser.port.js'
import type { IgnoreRules } from '../../application/files/ignore-rules.port.js'
import type { ProjectFiles } from '../../application/files/project-files.port.js'
import type { SessionImages } from '../../application/files/session-images.port.js'
import type { SessionScope } from '../../application/files/session-scope.port.js'
import type { AgentSettings, HookScripts } from '../../application/hooks/agent-settings.port.js'
import type { ManagedSettings } from '../../application/hooks/managed-settings.port.js'
import type { ProjectAgentSettings } from '../../application/hooks/project-agent-settings.port.js'
import type { Simulator } from '../../application/mata/simulator.port.js'
import type { PortScan } from '../../application/preview/port-scan.port.js'
import type { Seal } from '../../application/preview/seal.port.js'
import type { PlanDocument } from '../../application/projects/plan-document.port.js'
import type { ProjectFolders } from '../../application/projects/project-folders.port.js'
import type { PushPlanStore } from '../../application/push/push-plan-store.port.js'
import type { PushSender } from '../../application/push/push-sender.port.js'
import type { PushSubscriptions } from '../../application/push/push-subscriptions.port.js'
import type { RecordingStore } from '../../application/recordings/recording-store.port.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import type { RepoWriter } from '../../application/repo/repo-writer.port.js'
import type { RepoWatch } from '../../application/repo/repo-watch.port.js'
import type { LogHistory } from '../../application/server/log-history.port.js'
import type { Measurements } from '../../application/server/measurements.port.js'
import type { OwnService } from '../../application/server/install-service.js'
import type { ServiceManager } from '../../application/server/service-manager.port.js'
import type { DirectorySource } from '../../application/sessions/directory-source.port.js'
import type { Folders } from '../../application/sessions/folders.port.js'
import type { SessionHost } from '../../application/sessions/session-host.port.js'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import type { AuditLog } from '../../application/shared/audit-log.port.js'
import type { Clock } from '../../application/shared/clock.port.js'
import type { Log } from '../../application/shared/log.port.js'
import type { Tracer } from '../../application/shared/tracer.port.js'
import type { TerminalHost } from '../../application/terminal/terminal-host.port.js'
import type { HubInstallation } from '../../application/updates/hub-installation.port.js'
import type { ReleaseFeed } from '../../application/updates/release-feed.port.js'
import type { VersionCollector } from '../../application/updates/version-collector.port.js'
import type { LimitHistory } from '../../application/usage/limit-history.port.js'
import type { LimitSource } from '../../application/usage/limit-source.port.js'
import type { OwnPricesFile } from '../../application/usage/own-prices.port.js'
import type { NextOfRule } from '../../application/prompts/next-of-rule.js'
import type { TranscriptContext } from '../../application/usage/transcript-context.port.js'
import type { UsageLogs } from '../../application/usage/usage-logs.port.js'
import type { WebhookNotifier } from '../../application/webhooks/webhook-notifier.js'
import type { WebhookStore } from '../../application/webhooks/webhook-store.port.js'
import type { Transcriber } from '../../application/voice/transcriber.port.js'
import type { brand } from '../../domain/shared/brand.js'
import type { HubValues } from '../config/hub-values.js'

/**
 * Ports of the hub on tools, and the values of its configuration. `{ ...tools, pushSender }` replaces a port. Made by
 * `realTools` and `fakeTools` only, which also open the ports that no embedding program replaces.
 */
export interface Tools {
  /** Present time and timers. */
  readonly clock: Clock
  readonly log: Log
  /** Record of what was done by whom. */
  readonly audit: AuditLog
  /** Sessions of the terminal multiplexer. */
  readonly sessionHost: SessionHost
  /** Terminals of running sessions. */
  readonly terminalHost: TerminalHost
  /** Check of the folders that sessions start in. */
  readonly folders: Folders
  /** Reading of repositories. */
  readonly repoHistory: RepoHistory
  /** Changes of repositories. */
  readonly repoWatch: RepoWatch
  readonly sessionRecord: SessionRecordStore
  readonly sessionTokens: SessionTokens
  readonly namedTokens: NamedTokens
  readonly settingsStore: SettingsStore
  readonly approvalStore: ApprovalStore
  /** Modes, free tools and grants. */
  readonly approvalRules: ApprovalRulesStore
  readonly projectStore: ProjectStore
  readonly projectFolders: ProjectFolders
  readonly planDocument: PlanDocument
  /** Random ids and digests. */
  readonly secrets: Secrets
  /** Delivery of push messages. */
  readonly pushSender: PushSender
  /** Devices that get push messages. */
  readonly pushSubscriptions: PushSubscriptions
  /** Delivery of messages to webhooks. */
  readonly webhookNotifier: WebhookNotifier
  /** Webhooks, and messages that wait for them. */
  readonly webhookStore: WebhookStore
  readonly operatorToken: OperatorToken
  /** Tokens of an access proxy; `null` without one. */
  readonly accessTokens: AccessTokens | null
  /** Speech to text. */
  readonly transcriber: Transcriber
  /** Merges of the board. */
  readonly gitRepository: GitRepository
  readonly finishJournal: FinishJournal
  readonly worktrees: Worktrees
  readonly cardStore: CardStore
  readonly fileEvents: FileEvents
  /** Files that git ignores. */
  readonly ignoreRules: IgnoreRules
  readonly projectFiles: ProjectFiles
  /** Last lines of the log. */
  readonly logHistory: LogHistory
  /** Spans of requests. */
  readonly tracer: Tracer
  readonly budgetStore: BudgetStore
  readonly values: HubValues
  /** Mark of complete tools; exists in types only. */
  readonly [brand]: 'Tools'
}

/** All ports: also those on the files of agents, on this installation and on this machine. */
export interface HubTools extends Tools {
  /** Formats and programs of the coding agents. */
  readonly agents: AgentClis
  /** Coding agents that are installed. */
  readonly installedAgents: InstalledAgents
  /** User settings of the agent that has hooks. */
  readonly agentSettings: AgentSettings
  /** User that sessions run as. */
  readonly sessionUid: T.Task<number>
  /** Environment that sessions are started with; empty where they run as another account. */
  readonly sessionEnvironment: Readonly<Record<string, string>>
  /** Programs that list recent folders. */
  readonly directorySources: ReadonlyArray<DirectorySource>
  /** Chained log of approvals. */
  readonly approvalLedger: ApprovalLedger
  /** Reading of the log of approvals. */
  readonly approvalHistory: ApprovalHistory
  /** Sources of limits outside the hub; limits from status lines come after them. */
  readonly limitSources: ReadonlyArray<LimitSource>
  /** Files that no tool reaches without a request. */
  readonly guardedFolders: GuardedFolders
  /** Agents under the supervisor of their coding CLI. */
  readonly backgroundAgents: BackgroundAgents
  readonly simulator: Simulator
  /** Folders that can be picked. */
  readonly folderBrowser: FolderBrowser
  readonly ownPrices: OwnPricesFile
  /** Last reports of agents. */
  readonly lastReports: LastReportsStore
  /** Sessions that continue after a limit. */
  readonly resumeStore: ResumeStore
  /** Prompts that sessions are to get. */
  readonly promptQueues: PromptQueueStore
  /** Prompts that are queued at a time or after a condition. */
  readonly schedules: ScheduleStore
  readonly promptTemplates: PromptTemplateStore
  /** When people get messages. */
  readonly pushPlan: PushPlanStore
  /** Times of recurring rules. */
  readonly nextOfRule: NextOfRule
  /** Listening ports of the machine. */
  readonly portScan: PortScan
  /** Sealed tickets for the host of previews. */
  readonly seal: Seal
  /** Changes of index and work tree. */
  readonly repoWriter: RepoWriter
  /** Search for free ports. */
  readonly portProbe: PortProbe
  /** Images pasted into sessions. */
  readonly sessionImages: SessionImages
  /** Files that belong to a session. */
  readonly sessionScope: SessionScope
  /** Signature of answers of the gate. */
  readonly answerSigner: AnswerSigner
  /** Scripts that agents run as hooks. */
  readonly hookScripts: HookScripts
  /** Settings of agents that projects cannot override. */
  readonly managedSettings: ManagedSettings
  readonly projectSettings: ProjectAgentSettings
  /** Tool calls in transcripts. */
  readonly toolResults: ToolResults
  /** Conversations with coding agents. */
  readonly conversations: Conversations
  /** Search over conversations with coding agents. */
  readonly conversationIndex: ConversationIndex
  /** Tool calls of earlier days in transcripts. */
  readonly pastCalls: PastCalls
  readonly callFiles: CallFiles
  /** Servers of coding CLIs that sessions have started. */
  readonly agentServers: AgentServers
  /** Questions at terminals that no hook reports. */
  readonly terminalQuestions: TerminalQuestions
  readonly recordings: RecordingStore
  /** Figures of the process. */
  readonly measurements: Measurements
  /** Service of the operating system. */
  readonly serviceManager: ServiceManager
  /** This hub as a service; `null` for a hub inside another program. */
  readonly ownService: OwnService | null
  readonly releaseFeed: ReleaseFeed
  readonly versionCollectors: ReadonlyArray<VersionCollector>
  /** Installed version of the hub. */
  readonly hubInstallation: HubInstallation
  /** Context of agents by their transcripts. */
  readonly transcriptContext: TranscriptContext
  readonly usageLogs: UsageLogs
  /** Past use of limits. */
  readonly limitHistory: LimitHistory
}

/** Tools of all ports. */
export const completeTools = <Ports extends Omit<HubTools, typeof brand>>(
  ports: Ports,
): Ports & Pick<Tools, typeof brand> => ports as Ports & Pick<Tools, typeof brand>

/** All ports of complete tools. */
export const allPorts = (tools: Tools): HubTools => tools as HubTools

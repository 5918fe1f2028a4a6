import * as E from 'fp-ts/lib/Either.js'
import { encodeUsage } from '../../adapters/inbound/http/usage/usage-encoder.js'
import { memoryAccessTokens, type MemoryAccessTokens } from '../../adapters/outbound/memory/access-tokens.memory.js'
import { memoryAgentSettings, memoryHookScripts } from '../../adapters/outbound/memory/agent-settings.memory.js'
import {
  memoryAnswerSigner,
  memoryLimitSource,
  memoryManagedSettings,
  memoryProjectAgentSettings,
  memoryAgentServers,
  memoryPastCalls,
  memoryToolResults,
  memoryTranscriptContext,
  type MemoryLimitSource,
  type MemoryProjectAgentSettings,
  type MemoryToolResults,
  type MemoryTranscriptContext,
} from '../../adapters/outbound/memory/agents.memory.js'
import { memoryCallFiles } from '../../adapters/outbound/memory/call-files.memory.js'
import {
  memoryApprovalHistory,
  memoryApprovalStore,
  memoryLimitHistory,
  memoryOwnPrices,
  memorySessionTokens,
  memorySettingsStore,
  memoryStateStore,
  type MemoryLimitHistory,
  type MemoryOwnPrices,
} from '../../adapters/outbound/memory/stores.memory.js'
import {
  memoryApprovalLedger,
  type MemoryApprovalLedger,
} from '../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import {
  memoryBackgroundAgents,
  type MemoryBackgroundAgents,
} from '../../adapters/outbound/memory/background-agents.memory.js'
import {
  memoryBoardGit,
  type MemoryBoardGit,
  type MemoryBoardGitState,
} from '../../adapters/outbound/memory/board-git.memory.js'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import {
  memoryDirectorySource,
  memoryFolders,
  memoryIgnoreRules,
  memoryInstalledAgents,
  memoryMeasurements,
  memoryPortProbe,
  memoryPortScan,
  memorySeal,
  memorySecrets,
  memorySessionScope,
  type MemoryDirectorySource,
  type MemoryMeasurements,
  type MemoryPortScan,
  type MemorySessionScope,
} from '../../adapters/outbound/memory/machine.memory.js'
import { memoryDisk, type DiskControls } from '../../adapters/outbound/memory/file-disk.memory.js'
import { memoryFileEvents, type MemoryFileEvents } from '../../adapters/outbound/memory/file-events.memory.js'
import { memoryFolderBrowser, type MemoryFolderBrowser } from '../../adapters/outbound/memory/folder-browser.memory.js'
import { memoryGuardedFolders } from '../../adapters/outbound/memory/guarded-folders.memory.js'
import { memoryLog, type MemoryLog } from '../../adapters/outbound/memory/log.memory.js'
import { memoryOperatorToken, type MemoryOperatorToken } from '../../adapters/outbound/memory/operator-token.memory.js'
import { memoryPlanDocument, type MemoryPlanDocument } from '../../adapters/outbound/memory/plan-document.memory.js'
import { memoryProjectFiles } from '../../adapters/outbound/memory/project-files.memory.js'
import {
  memoryProjectFolders,
  type MemoryProjectFolders,
} from '../../adapters/outbound/memory/project-folders.memory.js'
import { memoryWebhookNotifier, type MemoryWebhookNotifier } from '../../adapters/outbound/memory/notifier.memory.js'
import { memoryPushSender, type MemoryPushSender } from '../../adapters/outbound/memory/push-sender.memory.js'
import {
  memoryRecordingStore,
  type MemoryRecordingStore,
} from '../../adapters/outbound/memory/recording-store.memory.js'
import { memoryRepoWriter } from '../../adapters/outbound/memory/repo-writer.memory.js'
import { memoryRepoHistory, type MemoryRepoHistory } from '../../adapters/outbound/memory/repo-history.memory.js'
import { memoryRepoWatch, type MemoryRepoWatch } from '../../adapters/outbound/memory/repo-watch.memory.js'
import {
  memoryServiceManager,
  type MemoryServiceManager,
} from '../../adapters/outbound/memory/service-manager.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memorySessionImages, type MemorySessionImages } from '../../adapters/outbound/memory/session-images.memory.js'
import { memorySimulator, type MemorySimulator } from '../../adapters/outbound/memory/simulator.memory.js'
import { memoryTerminalHost, type MemoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
import { memoryConversations, type MemoryConversations } from '../../adapters/outbound/memory/conversations.memory.js'
import {
  memoryConversationIndex,
  type MemoryConversationIndex,
} from '../../adapters/outbound/memory/conversation-index.memory.js'
import { memoryTerminalQuestions } from '../../adapters/outbound/memory/terminal-questions.memory.js'
import { memoryTranscriber, type MemoryTranscriber } from '../../adapters/outbound/memory/transcriber.memory.js'
import { memoryUpdates, type MemoryUpdates } from '../../adapters/outbound/memory/updates.memory.js'
import { memoryUsageLogs, type MemoryUsageLogs } from '../../adapters/outbound/memory/usage-logs.memory.js'
import { FILE_TOOLS } from '../../adapters/outbound/agents/claude-code/file-tools.js'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { reportOf } from '../../adapters/outbound/usage-logs/report-of.js'
import { noTracer } from '../../application/shared/tracer.port.js'
import type { Resumes } from '../../domain/usage/resumes.js'
import { EMPTY_BUDGET_RECORDS } from '../../domain/usage/budget-records.js'
import { DEFAULT_RULES } from '../../domain/approvals/rules.js'
import { NO_LAST_REPORTS } from '../../domain/attention/last-reports.js'
import { EMPTY_BOARD } from '../../domain/board/card.js'
import type { FinishRecords } from '../../domain/board/finish.js'
import { EMPTY_PROJECT_REGISTRY } from '../../domain/projects/project.js'
import type { NamedToken } from '../../domain/access/named-token.js'
import { EMPTY_WEBHOOK_RECORDS } from '../../domain/webhooks/webhook-records.js'
import { nextOfRule } from '../../adapters/outbound/croner/recurrence.croner.js'
import { parseShell } from '../../adapters/outbound/shell/shell-parser.unbash.js'
import type { PromptTemplates } from '../../domain/prompts/prompt-template.js'
import type { Schedules } from '../../domain/prompts/schedule.js'
import type { PromptQueues } from '../../domain/prompts/prompt-queues.js'
import { DEFAULT_PUSH_PLAN } from '../../domain/push/plan.js'
import type { PushSubscription } from '../../domain/push/subscription.js'
import { EMPTY_RECORDS } from '../../domain/sessions/session-record.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'
import { readConfig, valuesOf, type Config } from '../config/environment.js'
import { completeTools, type HubTools, type Tools } from '../tools/tools.js'

/** Controls of fakes that stand behind several ports, or behind a list of them. */
export interface FakeControls {
  readonly operatorToken: string
  /** Tokens of an access proxy, for `{ ...tools, accessTokens: tools.controls.accessTokens }`. */
  readonly accessTokens: MemoryAccessTokens
  /** Disk behind `projectFiles`. */
  readonly disk: DiskControls
  /** Repositories behind `worktrees` and `gitRepository`. */
  readonly git: MemoryBoardGit
  readonly repositories: MemoryRepoWatch
  /** Folders in which no session can start, and why; all others exist. */
  readonly unusableFolders: Record<string, UnusableDirectory['reason']>
}

/** Ports on fakes with controls for a test. */
export interface FakeTools extends Tools {
  /** Controls of fakes that stand behind several ports. */
  readonly controls: FakeControls
  /** Record of what was done by whom. */
  readonly audit: MemoryAuditLog
  /** Time that passes only when it is told to. */
  readonly clock: MemoryClock
  readonly fileEvents: MemoryFileEvents
  readonly log: MemoryLog
  readonly operatorToken: MemoryOperatorToken
  readonly planDocument: MemoryPlanDocument
  readonly projectFolders: MemoryProjectFolders
  /** Delivery of push messages. */
  readonly pushSender: MemoryPushSender
  /** Delivery of messages to webhooks. */
  readonly webhookNotifier: MemoryWebhookNotifier
  /** Reading of repositories. */
  readonly repoHistory: MemoryRepoHistory
  /** Sessions of the terminal multiplexer. */
  readonly sessionHost: MemorySessionHost
  /** Terminals of running sessions. */
  readonly terminalHost: MemoryTerminalHost
  /** Speech to text. */
  readonly transcriber: MemoryTranscriber
}

/** All ports on fakes with controls. */
export interface HubFakes extends FakeTools, Omit<HubTools, keyof Tools> {
  /** Chained log of approvals. */
  readonly approvalLedger: MemoryApprovalLedger
  /** User settings of the agent that has hooks. */
  readonly agentSettings: ReturnType<typeof memoryAgentSettings>
  /** Coding agents that are installed. */
  readonly installedAgents: ReturnType<typeof memoryInstalledAgents>
  /** Agents under the supervisor of their coding CLI. */
  readonly backgroundAgents: MemoryBackgroundAgents
  /** Past use of limits. */
  readonly limitHistory: MemoryLimitHistory
  /** Figures of the process. */
  readonly measurements: MemoryMeasurements
  readonly simulator: MemorySimulator
  /** Folders that can be picked. */
  readonly folderBrowser: MemoryFolderBrowser
  readonly ownPrices: MemoryOwnPrices
  /** Listening ports of the machine. */
  readonly portScan: MemoryPortScan
  readonly projectSettings: MemoryProjectAgentSettings
  /** Service of the operating system. */
  readonly serviceManager: MemoryServiceManager
  /** Images pasted into sessions. */
  readonly sessionImages: MemorySessionImages
  /** Files that belong to a session. */
  readonly sessionScope: MemorySessionScope
  /** Tool calls in transcripts. */
  readonly toolResults: MemoryToolResults
  readonly recordings: MemoryRecordingStore
  /** Conversations with coding agents. */
  readonly conversations: MemoryConversations
  /** Search over conversations with coding agents. */
  readonly conversationIndex: MemoryConversationIndex
  /** Context of agents by their transcripts. */
  readonly transcriptContext: MemoryTranscriptContext
  readonly usageLogs: MemoryUsageLogs
  readonly controls: FakeControls & {
    /** Program that lists recent folders. */
    readonly directories: MemoryDirectorySource
    /** Repositories behind `worktrees` and `gitRepository`, with their state. */
    readonly git: MemoryBoardGitState
    readonly limits: MemoryLimitSource
    /** Versions behind `releaseFeed`, `versionCollectors` and `hubInstallation`. */
    readonly updates: MemoryUpdates
  }
}

const HOME = '/home/me'
const OPERATOR_TOKEN = 'operator-token-of-tests'
/** Not a round number, so that rounding shows. */
const START = 1_772_352_930_123
/** Author of commits in fake repositories, and the time of the first one: 2026-03-01T08:00:00+01:00, in seconds. */
const COMMITS = { authorName: 'Ada Löwe', firstCommitAt: 1_772_348_400 }

function configOfDefaults(): Config {
  const read = readConfig({}, HOME, 'linux')
  if (E.isLeft(read)) throw new Error(JSON.stringify(read.left))
  return read.right
}

/** Every port on a fake. Ids and secrets are counted from `seed`, so that two hubs of a test have different ones. */
export const fakeTools: (seed?: number) => FakeTools = hubFakes

/** Fakes of all ports that `fakeTools` has made. */
export const allFakes = (tools: FakeTools): HubFakes => tools as HubFakes

/** The same with the controls of all ports. */
export function hubFakes(seed = 0): HubFakes {
  const clock = memoryClock(START, 'Europe/Berlin')
  const log = memoryLog(START)
  const sessionHost = memorySessionHost(clock)
  const approvalLedger = memoryApprovalLedger(clock)
  const disk = memoryDisk(clock.now)
  const directories = memoryDirectorySource('transcripts')
  const git = memoryBoardGit()
  const limits = memoryLimitSource()
  const repositories = memoryRepoWatch()
  const repoHistory = memoryRepoHistory(COMMITS)
  const unusableFolders: FakeControls['unusableFolders'] = {}
  const updates = memoryUpdates()
  return completeTools({
    controls: {
      operatorToken: OPERATOR_TOKEN,
      accessTokens: memoryAccessTokens(clock),
      ...{ directories, disk, git, limits, repositories, unusableFolders, updates },
    },
    accessTokens: null,
    agents: AGENTS,
    agentSettings: memoryAgentSettings(),
    answerSigner: memoryAnswerSigner(),
    approvalHistory: memoryApprovalHistory(approvalLedger),
    approvalLedger,
    approvalRules: memoryStateStore(DEFAULT_RULES),
    approvalStore: memoryApprovalStore(),
    audit: memoryAuditLog(),
    backgroundAgents: memoryBackgroundAgents(),
    budgetStore: memoryStateStore(EMPTY_BUDGET_RECORDS),
    cardStore: memoryStateStore(EMPTY_BOARD),
    clock,
    directorySources: [directories.source],
    fileEvents: memoryFileEvents(),
    finishJournal: memoryStateStore<FinishRecords>([]),
    folderBrowser: memoryFolderBrowser(HOME, [HOME]),
    folders: memoryFolders(unusableFolders),
    gitRepository: git.merger,
    guardedFolders: memoryGuardedFolders({ fileTools: FILE_TOOLS, parseShell }),
    hookScripts: memoryHookScripts(),
    hubInstallation: updates.hub,
    ignoreRules: memoryIgnoreRules('/work/shop', new Set(['out'])),
    lastReports: memoryStateStore(NO_LAST_REPORTS),
    installedAgents: memoryInstalledAgents(),
    limitHistory: memoryLimitHistory(),
    limitSources: [limits.source],
    log,
    logHistory: log,
    managedSettings: memoryManagedSettings(),
    measurements: memoryMeasurements(),
    namedTokens: memoryStateStore<ReadonlyArray<NamedToken>>([]),
    operatorToken: memoryOperatorToken(OPERATOR_TOKEN),
    ownPrices: memoryOwnPrices(),
    planDocument: memoryPlanDocument(clock),
    portProbe: memoryPortProbe(),
    portScan: memoryPortScan(),
    projectFiles: memoryProjectFiles(disk),
    projectFolders: memoryProjectFolders({ home: HOME, browseRoots: [HOME] }),
    projectSettings: memoryProjectAgentSettings(),
    projectStore: memoryStateStore(EMPTY_PROJECT_REGISTRY),
    pushSender: memoryPushSender(),
    pushSubscriptions: memoryStateStore<ReadonlyArray<PushSubscription>>([]),
    webhookNotifier: memoryWebhookNotifier(),
    webhookStore: memoryStateStore(EMPTY_WEBHOOK_RECORDS),
    releaseFeed: updates.feed,
    recordings: memoryRecordingStore(clock),
    repoHistory,
    repoWriter: memoryRepoWriter(repoHistory),
    repoWatch: repositories.watch,
    resumeStore: memoryStateStore<Resumes>({}),
    promptQueues: memoryStateStore<PromptQueues>([]),
    schedules: memoryStateStore<Schedules>([]),
    promptTemplates: memoryStateStore<PromptTemplates>([]),
    pushPlan: memoryStateStore(DEFAULT_PUSH_PLAN),
    nextOfRule,
    seal: memorySeal(),
    secrets: memorySecrets(seed),
    serviceManager: memoryServiceManager(),
    sessionHost,
    sessionImages: memorySessionImages(),
    sessionRecord: memoryStateStore(EMPTY_RECORDS),
    sessionScope: memorySessionScope(HOME, '/tmp/penates-1000'),
    ...{ ownService: null, sessionUid: () => Promise.resolve(1000), sessionEnvironment: {} },
    sessionTokens: memorySessionTokens(),
    settingsStore: memorySettingsStore(),
    simulator: memorySimulator(),
    terminalHost: memoryTerminalHost({ sessions: sessionHost }),
    toolResults: memoryToolResults(),
    pastCalls: memoryPastCalls(),
    callFiles: memoryCallFiles(),
    agentServers: memoryAgentServers(),
    terminalQuestions: memoryTerminalQuestions(),
    conversations: memoryConversations(),
    conversationIndex: memoryConversationIndex(),
    tracer: noTracer,
    transcriber: memoryTranscriber(),
    transcriptContext: memoryTranscriptContext(),
    usageLogs: memoryUsageLogs({ encode: encodeUsage, reportOf }),
    values: valuesOf(configOfDefaults(), {
      hubUrl: 'http://127.0.0.1:3333',
      finishFolder: '/state/finish',
      node: '/usr/bin/node',
      pid: 4711,
      bootMs: START,
      stateFaults: [],
    }),
    versionCollectors: [updates.collector],
    worktrees: git.worktrees,
  })
}

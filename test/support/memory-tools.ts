import type { PushSubscription } from '../../domain/push/subscription.js'
import { memoryStateStore } from '../../adapters/outbound/memory/state-store.memory.js'
import { EMPTY_BOARD } from '../../domain/board/card.js'
import { EMPTY_PROJECT_BOOK } from '../../domain/projects/project.js'
import { type FinishBook } from '../../domain/board/finish.js'
import { reportOf } from '../../adapters/outbound/usage-logs/report-of.js'
import { encodeUsage } from '../../adapters/inbound/http/usage/usage-encoder.js'
import { ContainerModule } from 'inversify'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { memoryAccessTokens, type MemoryAccessTokens } from '../../adapters/outbound/memory/access-tokens.memory.js'
import { memoryApprovalHistory } from '../../adapters/outbound/memory/approval-history.memory.js'
import { memoryHookScripts } from '../../adapters/outbound/memory/agent-settings.memory.js'
import { memoryManagedSettings } from '../../adapters/outbound/memory/managed-settings.memory.js'
import {
  memoryProjectAgentSettings,
  type MemoryProjectAgentSettings,
} from '../../adapters/outbound/memory/project-agent-settings.memory.js'
import { memoryToolResults, type MemoryToolResults } from '../../adapters/outbound/memory/tool-results.memory.js'
import { memoryAnswerSigner } from '../../adapters/outbound/memory/answer-signer.memory.js'
import {
  memoryApprovalLedger,
  type MemoryApprovalLedger,
} from '../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryApprovalRules } from '../../adapters/outbound/memory/approval-rules.memory.js'
import { memoryApprovalStore } from '../../adapters/outbound/memory/approval-store.memory.js'
import { memoryBoardGit, type MemoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
import { memoryResumeStore } from '../../adapters/outbound/memory/resume-store.memory.js'
import { memoryBudgetStore } from '../../adapters/outbound/memory/budget-store.memory.js'
import { memoryLimitHistory, type MemoryLimitHistory } from '../../adapters/outbound/memory/limit-history.memory.js'
import { memoryLimitSource, type MemoryLimitSource } from '../../adapters/outbound/memory/limit-source.memory.js'
import { memoryPortProbe } from '../../adapters/outbound/memory/port-probe.memory.js'
import { memoryGuardedPlaces } from '../../adapters/outbound/memory/guarded-places.memory.js'
import { memorySecrets } from '../../adapters/outbound/memory/secrets.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import {
  memoryDirectorySource,
  type MemoryDirectorySource,
} from '../../adapters/outbound/memory/directory-source.memory.js'
import { memoryFileEvents, type MemoryFileEvents } from '../../adapters/outbound/memory/file-events.memory.js'
import { memoryFolderBrowser, type MemoryFolderBrowser } from '../../adapters/outbound/memory/folder-browser.memory.js'
import { memoryDisk, type MemoryDisk } from '../../adapters/outbound/memory/file-disk.memory.js'
import { memoryIgnoreRules } from '../../adapters/outbound/memory/ignore-rules.memory.js'
import { memoryProjectFiles } from '../../adapters/outbound/memory/project-files.memory.js'
import { memorySessionImages, type MemorySessionImages } from '../../adapters/outbound/memory/session-images.memory.js'
import { memoryPortScan, type MemoryPortScan } from '../../adapters/outbound/memory/port-scan.memory.js'
import { memorySeal } from '../../adapters/outbound/memory/seal.memory.js'
import { memorySimulator, type MemorySimulator } from '../../adapters/outbound/memory/simulator.memory.js'
import { memoryTranscriber, type MemoryTranscriber } from '../../adapters/outbound/memory/transcriber.memory.js'
import { memorySessionScope, type MemorySessionScope } from '../../adapters/outbound/memory/session-scope.memory.js'
import { memoryFolders } from '../../adapters/outbound/memory/folders.memory.js'
import { memoryLog } from '../../adapters/outbound/memory/log.memory.js'
import { memoryMeasurements, type MemoryMeasurements } from '../../adapters/outbound/memory/measurements.memory.js'
import { memoryUpdates, type MemoryUpdates } from '../../adapters/outbound/memory/updates.memory.js'
import { memoryOperatorToken, type MemoryOperatorToken } from '../../adapters/outbound/memory/operator-token.memory.js'
import { memoryPlanDocument, type MemoryPlanDocument } from '../../adapters/outbound/memory/plan-document.memory.js'
import {
  memoryProjectFolders,
  type MemoryProjectFolders,
} from '../../adapters/outbound/memory/project-folders.memory.js'
import { memoryPushSender, type MemoryPushSender } from '../../adapters/outbound/memory/push-sender.memory.js'
import { memoryRepoHistory, type MemoryRepoHistory } from '../../adapters/outbound/memory/repo-history.memory.js'
import { memoryRepoWatch, type MemoryRepoWatch } from '../../adapters/outbound/memory/repo-watch.memory.js'
import {
  memoryServiceManager,
  type MemoryServiceManager,
} from '../../adapters/outbound/memory/service-manager.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memorySessionTokens } from '../../adapters/outbound/memory/session-tokens.memory.js'
import { memorySettingsStore } from '../../adapters/outbound/memory/settings-store.memory.js'
import { memoryOwnPrices, type MemoryOwnPrices } from '../../adapters/outbound/memory/own-prices.memory.js'
import {
  memoryTranscriptContext,
  type MemoryTranscriptContext,
} from '../../adapters/outbound/memory/transcript-context.memory.js'
import { memoryUsageLogs, type MemoryUsageLogs } from '../../adapters/outbound/memory/usage-logs.memory.js'
import { memoryTerminalHost, type MemoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
import type { AnswerSigner } from '../../application/approvals/answer-signer.port.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import type { FinishJournal } from '../../application/board/finish/finish-journal.port.js'
import type { BudgetStore } from '../../application/usage/budget-store.port.js'
import type { CardStore } from '../../application/board/card-store.port.js'
import type { ProjectStore } from '../../application/projects/project-store.port.js'
import { noTracer, type Tracer } from '../../application/shared/tracer.port.js'
import type { SessionRecord } from '../../application/sessions/session-record.port.js'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import type { Log, LogFields } from '../../application/shared/log.port.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import { provideValue } from '../../composition/provide.js'
import { TOKENS as T } from '../../composition/tokens.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'
import { EMPTY_BOOK, type SessionBook } from '../../domain/sessions/known-session.js'
import { AUTHOR, FIRST_COMMIT_AT } from './repo-controls.js'

/** The token of the person in tests. */
export const OPERATOR_TOKEN = 'operator-token-of-tests'
/** Default folder of sessions. */
export const DEFAULT_DIRECTORY = '/home/me'
/** The process that the hub takes itself for. */
export const HUB_PID = 4711
/** No round number, so that rounding shows. */
const START = 1_772_352_930_123

/** Every port on a fake, and the fakes themselves for a test to act on. */
export interface MemoryTools {
  readonly module: ContainerModule
  readonly clock: MemoryClock
  readonly accessTokens: MemoryAccessTokens
  readonly host: MemorySessionHost
  readonly terminals: MemoryTerminalHost
  readonly record: SessionRecord
  readonly tokens: SessionTokens
  readonly settings: SettingsStore
  readonly repos: MemoryRepoHistory
  readonly repoWatch: MemoryRepoWatch
  readonly fileEvents: MemoryFileEvents
  readonly sessionImages: MemorySessionImages
  readonly sessionScope: MemorySessionScope
  readonly simulator: MemorySimulator
  readonly portScan: MemoryPortScan
  readonly operatorToken: MemoryOperatorToken
  readonly transcriber: MemoryTranscriber
  /** Folders from other sources than the hub. */
  readonly directories: MemoryDirectorySource
  readonly folderBrowser: MemoryFolderBrowser
  readonly disk: MemoryDisk
  readonly pushSender: MemoryPushSender
  readonly service: MemoryServiceManager
  readonly measurements: MemoryMeasurements
  readonly updates: MemoryUpdates
  readonly projectStore: ProjectStore
  readonly projectFolders: MemoryProjectFolders
  readonly plans: MemoryPlanDocument
  readonly approvalStore: ApprovalStore
  readonly approvalLedger: MemoryApprovalLedger
  readonly answerSigner: AnswerSigner
  readonly projectSettings: MemoryProjectAgentSettings
  readonly toolResults: MemoryToolResults
  readonly audit: MemoryAuditLog
  readonly cards: CardStore
  readonly finishJournal: FinishJournal
  readonly usageLogs: MemoryUsageLogs
  readonly transcriptContext: MemoryTranscriptContext
  readonly ownPrices: MemoryOwnPrices
  readonly boardGit: MemoryBoardGit
  readonly budgets: BudgetStore
  readonly limitSource: MemoryLimitSource
  readonly limitHistory: MemoryLimitHistory
  readonly logLines: ReadonlyArray<string>
  /** Folders that nothing starts in, and why; all others exist. */
  readonly unusable: Record<string, UnusableDirectory['reason']>
}

export interface MemoryToolsOptions {
  readonly book?: SessionBook
  /** Worktrees and merges by another git than the one in memory. */
  readonly git?: Pick<MemoryBoardGit, 'worktrees' | 'merger'>
  /** Folder in which merges are built. */
  readonly finishFolder?: string
  /** State of an earlier run of the hub. */
  readonly cards?: CardStore
  readonly finishJournal?: FinishJournal
  /** Without it no spans are traced: tracing makes every promise slower. */
  readonly tracer?: Tracer
  readonly budgets?: BudgetStore
  readonly settings?: SettingsStore
  readonly projectStore?: ProjectStore
  /** True when an access proxy is in front of the hub. */
  readonly access?: boolean
}

export function memoryTools(given: MemoryToolsOptions = {}): MemoryTools {
  const { book, finishFolder = '/state/finish' } = given
  const clock = memoryClock(START)
  const host = memorySessionHost(clock)
  const terminals = memoryTerminalHost({ sessions: host })
  const record = memoryStateStore(book ?? EMPTY_BOOK)
  const tokens = memorySessionTokens()
  const settings = given.settings ?? memorySettingsStore()
  const repos = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
  const repoWatch = memoryRepoWatch()
  const fileEvents = memoryFileEvents()
  const sessionImages = memorySessionImages()
  const simulator = memorySimulator()
  const portScan = memoryPortScan()
  const operatorToken = memoryOperatorToken(OPERATOR_TOKEN)
  const transcriber = memoryTranscriber()
  const sessionScope = memorySessionScope(DEFAULT_DIRECTORY, '/tmp/penates-1000')
  const directories = memoryDirectorySource('transcripts')
  const folderBrowser = memoryFolderBrowser(DEFAULT_DIRECTORY, [DEFAULT_DIRECTORY])
  const disk = memoryDisk(clock.now)
  const pushSender = memoryPushSender()
  const service = memoryServiceManager()
  const measurements = memoryMeasurements()
  const updates = memoryUpdates()
  const projectStore = given.projectStore ?? memoryStateStore(EMPTY_PROJECT_BOOK)
  const projectFolders = memoryProjectFolders({ home: '/home/me', browseRoots: ['/home/me'] })
  const plans = memoryPlanDocument(clock)
  const audit = memoryAuditLog()
  const cards = given.cards ?? memoryStateStore(EMPTY_BOARD)
  const finishJournal = given.finishJournal ?? memoryStateStore<FinishBook>([])
  const boardGit = memoryBoardGit()
  const usageLogs = memoryUsageLogs({ encode: encodeUsage, reportOf })
  const transcriptContext = memoryTranscriptContext()
  const ownPrices = memoryOwnPrices()
  const budgets = given.budgets ?? memoryBudgetStore()
  const limitSource = memoryLimitSource()
  const limitHistory = memoryLimitHistory()
  const git = given.git ?? boardGit
  const approvalStore = memoryApprovalStore()
  const answerSigner = memoryAnswerSigner()
  const projectSettings = memoryProjectAgentSettings()
  const toolResults = memoryToolResults()
  const approvalLedger = memoryApprovalLedger(clock)
  const accessTokens = memoryAccessTokens(clock)
  const logLines: string[] = []
  const unusable: MemoryTools['unusable'] = {}
  const log = memoryLog(START)
  const note = (level: keyof Log) => (message: string, fields?: LogFields) => {
    log[level](message, fields)
    logLines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`)
  }

  const module = new ContainerModule((options) => {
    provideValue(options, T.agents, AGENTS)
    provideValue(options, T.clock, clock)
    provideValue(options, T.log, { info: note('info'), warn: note('warn'), error: note('error') })
    provideValue(options, T.logHistory, log)
    provideValue(options, T.serviceManager, service)
    provideValue(options, T.measurements, measurements)
    provideValue(options, T.tracer, given.tracer ?? noTracer)
    provideValue(options, T.releaseFeed, updates.feed)
    provideValue(options, T.versionCollectors, [updates.collector])
    provideValue(options, T.hubInstallation, updates.hub)
    provideValue(options, T.audit, audit)
    provideValue(options, T.sessionHost, host)
    provideValue(options, T.terminalHost, terminals)
    provideValue(options, T.folders, memoryFolders(unusable))
    provideValue(options, T.repoHistory, repos)
    provideValue(options, T.repoWatch, repoWatch.watch)
    provideValue(options, T.fileEvents, fileEvents)
    provideValue(options, T.sessionImages, sessionImages)
    provideValue(options, T.sessionScope, sessionScope)
    provideValue(options, T.simulator, simulator)
    provideValue(options, T.portScan, portScan)
    provideValue(options, T.seal, memorySeal())
    provideValue(options, T.transcriber, transcriber)
    provideValue(options, T.directorySources, [directories.source])
    provideValue(options, T.folderBrowser, folderBrowser)
    provideValue(options, T.projectFiles, memoryProjectFiles(disk))
    provideValue(options, T.ignoreRules, memoryIgnoreRules('/work/shop', new Set(['out'])))
    provideValue(options, T.sessionRecord, record)
    provideValue(options, T.sessionTokens, tokens)
    provideValue(options, T.settingsStore, settings)
    provideValue(options, T.pushSender, pushSender)
    provideValue(options, T.pushSubscriptions, memoryStateStore<ReadonlyArray<PushSubscription>>([]))
    provideValue(options, T.approvalStore, approvalStore)
    provideValue(options, T.approvalLedger, approvalLedger)
    provideValue(options, T.answerSigner, answerSigner)
    provideValue(options, T.hookScripts, memoryHookScripts())
    provideValue(options, T.projectSettings, projectSettings)
    provideValue(options, T.managedSettings, memoryManagedSettings())
    provideValue(options, T.toolResults, toolResults)
    provideValue(options, T.approvalHistory, memoryApprovalHistory(approvalLedger))
    provideValue(options, T.cardStore, cards)
    provideValue(options, T.finishJournal, finishJournal)
    provideValue(options, T.usageLogs, usageLogs)
    provideValue(options, T.transcriptContext, transcriptContext)
    provideValue(options, T.ownPrices, ownPrices)
    provideValue(options, T.budgetStore, budgets)
    provideValue(options, T.resumeStore, memoryResumeStore())
    provideValue(options, T.limitSources, [limitSource.source])
    provideValue(options, T.limitHistory, limitHistory)
    provideValue(options, T.worktrees, git.worktrees)
    provideValue(options, T.gitRepository, git.merger)
    provideValue(options, T.portProbe, memoryPortProbe())
    provideValue(options, T.approvalRules, memoryApprovalRules())
    provideValue(options, T.projectStore, projectStore)
    provideValue(options, T.projectFolders, projectFolders)
    provideValue(options, T.planDocument, plans)
    provideValue(options, T.guardedPlaces, memoryGuardedPlaces())
    provideValue(options, T.secrets, memorySecrets())
    provideValue(options, T.values, {
      prefix: 'cc-',
      defaultDirectory: DEFAULT_DIRECTORY,
      hubUrl: 'http://127.0.0.1:3333',
      projectRoots: ['/home/me/Projects'],
      timeZone: 'Europe/Berlin',
      finishFolder,
      trustWatch: { everyMs: 1_500, attempts: 8 },
      node: '/usr/bin/node',
      pid: HUB_PID,
      checksForUpdates: true,
      passesClipboard: true,
      speechLanguage: 'de',
    })
    provideValue(options, T.operatorToken, operatorToken)
    provideValue(options, T.accessTokens, given.access === true ? accessTokens : null)
  })
  return {
    module,
    accessTokens,
    approvalStore,
    approvalLedger,
    answerSigner,
    projectSettings,
    toolResults,
    clock,
    host,
    terminals,
    record,
    tokens,
    settings,
    repos,
    disk,
    repoWatch,
    fileEvents,
    sessionImages,
    sessionScope,
    simulator,
    portScan,
    operatorToken,
    transcriber,
    directories,
    folderBrowser,
    pushSender,
    service,
    measurements,
    updates,
    projectStore,
    projectFolders,
    plans,
    audit,
    cards,
    finishJournal,
    usageLogs,
    transcriptContext,
    ownPrices,
    boardGit,
    budgets,
    limitSource,
    limitHistory,
    logLines,
    unusable,
  }
}

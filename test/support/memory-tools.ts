import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import type { MemoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
import type { NamedTokens } from '../../application/access/named-tokens.port.js'
import type { BudgetStore, CardStore, FinishJournal, ProjectStore } from '../../application/shared/state-store.port.js'
import type { OwnService } from '../../application/server/install-service.js'
import type { StateFault } from '../../application/shared/state-fault.js'
import type { Log, LogFields } from '../../application/shared/log.port.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import type { Tracer } from '../../application/shared/tracer.port.js'
import { hubFakes } from '../../composition/testing/fake-tools.js'
import type { HubTools } from '../../composition/tools/tools.js'
import { EMPTY_RECORDS, type SessionRecords } from '../../domain/sessions/session-record.js'

const { controls, values } = hubFakes()

/** Token of the operator in tests. */
export const OPERATOR_TOKEN = controls.operatorToken
/** Folder of sessions that name none. */
export const DEFAULT_DIRECTORY = values.defaultDirectory
/** Process id of the hub in tests. */
export const HUB_PID = values.pid

/** Every port on a fake, and the fakes themselves for a test to act on. */
export type MemoryTools = ReturnType<typeof memoryTools>

export interface MemoryToolsOptions {
  readonly records?: SessionRecords
  /** Worktrees and merges by another git than the one in memory. */
  readonly git?: Pick<MemoryBoardGit, 'worktrees' | 'merger'>
  /** Repositories of sessions by another git than the one in memory. */
  readonly repos?: Pick<HubTools, 'repoHistory' | 'repoWriter'>
  /** Folder that merges are built in. */
  readonly finishFolder?: string
  /** State that an earlier run of the hub left. */
  readonly cards?: CardStore
  readonly finishJournal?: FinishJournal
  /** Spans are dropped when left out: asynchronous context makes every promise dearer. */
  readonly tracer?: Tracer
  readonly budgets?: BudgetStore
  readonly settings?: SettingsStore
  readonly projectStore?: ProjectStore
  readonly namedTokens?: NamedTokens
  /** True when an access proxy stands before the hub. */
  readonly access?: boolean
  /** Host name of previews; off when left out. */
  readonly previewHost?: string
  readonly stateFaults?: ReadonlyArray<StateFault>
  readonly ownService?: OwnService
}

export function memoryTools(given: MemoryToolsOptions = {}) {
  const fakes = hubFakes()
  const git = given.git ?? fakes.controls.git
  const logLines: string[] = []
  const note = (level: keyof Log) => (message: string, fields?: LogFields) => {
    fakes.log[level](message, fields)
    logLines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`)
  }
  const tools: HubTools = {
    ...fakes,
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    tracer: given.tracer ?? fakes.tracer,
    sessionRecord: memoryStateStore(given.records ?? EMPTY_RECORDS),
    settingsStore: given.settings ?? fakes.settingsStore,
    projectStore: given.projectStore ?? fakes.projectStore,
    namedTokens: given.namedTokens ?? fakes.namedTokens,
    ownService: given.ownService ?? null,
    cardStore: given.cards ?? fakes.cardStore,
    finishJournal: given.finishJournal ?? fakes.finishJournal,
    budgetStore: given.budgets ?? fakes.budgetStore,
    worktrees: git.worktrees,
    gitRepository: git.merger,
    ...given.repos,
    accessTokens: given.access === true ? fakes.controls.accessTokens : null,
    values: {
      ...fakes.values,
      finishFolder: given.finishFolder ?? fakes.values.finishFolder,
      previewHost: given.previewHost ?? null,
      stateFaults: given.stateFaults ?? [],
    },
  }
  return {
    tools,
    logLines,
    clock: fakes.clock,
    accessTokens: fakes.controls.accessTokens,
    host: fakes.sessionHost,
    terminals: fakes.terminalHost,
    record: tools.sessionRecord,
    tokens: tools.sessionTokens,
    namedTokens: tools.namedTokens,
    settings: tools.settingsStore,
    repos: fakes.repoHistory,
    repoWatch: fakes.controls.repositories,
    fileEvents: fakes.fileEvents,
    sessionImages: fakes.sessionImages,
    sessionScope: fakes.sessionScope,
    backgroundAgents: fakes.backgroundAgents,
    simulator: fakes.simulator,
    portScan: fakes.portScan,
    operatorToken: fakes.operatorToken,
    transcriber: fakes.transcriber,
    directories: fakes.controls.directories,
    folderBrowser: fakes.folderBrowser,
    disk: fakes.controls.disk,
    pushSender: fakes.pushSender,
    webhookNotifier: fakes.webhookNotifier,
    webhookStore: fakes.webhookStore,
    service: fakes.serviceManager,
    agentSettings: fakes.agentSettings,
    installedAgents: fakes.installedAgents,
    measurements: fakes.measurements,
    updates: fakes.controls.updates,
    projectStore: tools.projectStore,
    projectFolders: fakes.projectFolders,
    plans: fakes.planDocument,
    approvalStore: tools.approvalStore,
    approvalLedger: fakes.approvalLedger,
    answerSigner: tools.answerSigner,
    projectSettings: fakes.projectSettings,
    toolResults: fakes.toolResults,
    pastCalls: fakes.pastCalls,
    callFiles: fakes.callFiles,
    terminalQuestions: fakes.terminalQuestions,
    recordings: fakes.recordings,
    conversations: fakes.conversations,
    conversationIndex: fakes.conversationIndex,
    audit: fakes.audit,
    cards: tools.cardStore,
    finishJournal: tools.finishJournal,
    usageLogs: fakes.usageLogs,
    transcriptContext: fakes.transcriptContext,
    ownPrices: fakes.ownPrices,
    boardGit: fakes.controls.git,
    budgets: tools.budgetStore,
    limitSource: fakes.controls.limits,
    limitHistory: fakes.limitHistory,
    unusable: fakes.controls.unusableFolders,
  }
}

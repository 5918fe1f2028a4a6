import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import type { OpenedFile } from '../../application/files/project-files.port.js'
import type { TerminalLink } from '../../application/terminal/terminal-host.port.js'
import type { Figures } from '../../application/server/measurements.port.js'
import { DEFAULT_PUSH_PLAN } from '../../domain/push/plan.js'
import { badAccessToken } from '../../domain/access/errors.js'
import { folderNotMade, folderUnreadable } from '../../domain/files/browse-errors.js'
import { imageNotSaved } from '../../domain/files/session-file-errors.js'
import { noFrame, simulatorFailed } from '../../domain/mata/errors.js'
import { NOT_RUNNING } from '../../domain/mata/status.js'
import { invalidProject } from '../../domain/projects/errors.js'
import type { Spread } from '../../domain/server/spread.js'
import { unusableDirectory } from '../../domain/sessions/errors.js'
import { EMPTY_WEBHOOK_RECORDS } from '../../domain/webhooks/webhook-records.js'
import { transcriptionFailed } from '../../domain/voice/errors.js'
import { newToken, sha256 } from '../../infrastructure/secrets/secrets.js'
import { callOr, maker, makerOr, makers, task, taskOr, watch, type RulesOf } from './port-rule.js'
import type { HubTools } from './tools.js'

/** Guarded by itself: `log`, `tracer`. Pure functions: `agents`, `nextOfRule`. No port: `ownService`, `sessionUid`, `sessionEnvironment`, `values`. */
type WithoutRules =
  'agents' | 'log' | 'nextOfRule' | 'ownService' | 'sessionUid' | 'sessionEnvironment' | 'tracer' | 'values' | symbol

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** One call runs several programs one after the other, each of which has up to 30 s. */
const PROGRAMS_MS = 3 * MINUTE_MS
/** One call reads whole logs, which can be gigabytes. */
const LOGS_MS = 10 * MINUTE_MS
/** One call runs several commands of git with up to 2 min each, on a repository of any size or over the network. */
const GIT_MS = 15 * MINUTE_MS
/** The project's own check has 10 min. */
const CHECK_MS = 12 * MINUTE_MS
/** Length of the longest recording, times what a slow machine takes for each second of it. */
const SPEECH_MS = 15 * MINUTE_MS
/** Files and folders of any size are copied. */
const COPY_MS = 2 * HOUR_MS
/** The content comes from a client, whose connection has limits of its own. */
const UPLOAD_MS = 24 * HOUR_MS

const stateStore = { read: task(), update: maker() }

const NEVER: Spread = { count: 0, totalMs: 0, p50Ms: null, p99Ms: null }
const NO_FIGURES: Figures = {
  echo: NEVER,
  loopDelay: NEVER,
  git: NEVER,
  tmux: NEVER,
  terminals: { paused: 0, bytesOut: 0, bytesIn: 0 },
  pushes: { delivered: 0, failed: 0 },
  storeWrites: { failed: 0, took: NEVER },
  faults: [],
  memory: { residentBytes: 0, heapBytes: 0 },
}

/**
 * Rules of every member of every port: a member that is missing does not compile. What a port without an error answers in
 * place of a failed call restricts: a place counts as guarded, a token as wrong.
 */
export const PORT_RULES: {
  readonly [Name in Exclude<keyof HubTools, WithoutRules>]: RulesOf<NonNullable<HubTools[Name]>>
} = {
  clock: {
    now: callOr(systemClock.now),
    monotonic: callOr(systemClock.monotonic),
    timeZone: callOr(systemClock.timeZone),
    after: { kind: 'watch', limitMs: 0, instead: (_fault, delayMs, run) => systemClock.after(delayMs, run) },
    every: { kind: 'watch', limitMs: 0, instead: (_fault, everyMs, run) => systemClock.every(everyMs, run) },
  },
  audit: { record: maker() },
  sessionHost: {
    list: task(),
    run: task(),
    clipboard: task(),
    ...makers([
      'find',
      'start',
      'end',
      'rename',
      'identify',
      'scrollback',
      'screen',
      'styledScreen',
      'type',
      'paste',
      'press',
      'setMouse',
      'setStatus',
    ]),
    setClipboard: maker(),
    watch,
    watchScreens: watch,
  },
  terminalHost: {
    windowSize: maker(),
    attach: {
      ...maker(),
      late: (answer: E.Either<unknown, TerminalLink>) => {
        if (E.isRight(answer)) answer.right.close()
      },
    },
  },
  folders: { usable: makerOr((_fault, directory: string) => E.left(unusableDirectory(directory, 'not-readable'))) },
  repoHistory: makers(
    ['status', 'changes', 'changesSince', 'log', 'shorten', 'branches', 'commit', 'compare'],
    PROGRAMS_MS,
  ),
  repoWriter: makers(['stage', 'unstage', 'stageHunk', 'unstageHunk', 'discard', 'restore', 'commit'], GIT_MS),
  repoWatch: watch,
  directorySources: makerOr(() => []),
  sessionRecord: stateStore,
  sessionTokens: makers(['issue', 'sessionOf', 'revoke', 'keepOnly']),
  settingsStore: { read: task(), change: maker() },
  approvalStore: { kept: task(), ...makers(['keep', 'drop']) },
  approvalLedger: { append: maker(), recordsOf: maker(LOGS_MS) },
  approvalRules: stateStore,
  projectStore: stateStore,
  projectFolders: {
    below: maker(),
    real: makerOr(() => E.right(null)),
    branch: makerOr(() => E.right(null)),
    locate: makerOr(({ detail }) => E.left(invalidProject(`path: ${detail}`))),
  },
  planDocument: { ...makers(['read', 'look', 'change', 'promote']), watch },
  secrets: {
    newId: callOr(() => randomUUID()),
    newSecret: callOr(() => newToken()),
    sha256: callOr((_fault, text: string) => sha256(text)),
  },
  guardedFolders: { leadsInto: makerOr(() => true), realPathsOf: makerOr(() => null) },
  pushSender: {
    send: makerOr(({ detail }) => ({ _tag: 'NoAnswer', reason: detail })),
    isPublic: makerOr(() => false),
    hasContact: callOr(() => false),
  },
  webhookNotifier: {
    send: makerOr(({ detail }) => ({ _tag: 'NoAnswer', reason: detail })),
    isPublic: makerOr(() => false),
  },
  webhookStore: { ...stateStore, current: callOr(() => EMPTY_WEBHOOK_RECORDS) },
  namedTokens: { ...stateStore, current: callOr(() => []) },
  pushSubscriptions: { ...stateStore, current: callOr(() => []) },
  operatorToken: { matches: callOr(() => false), current: callOr(() => null), watch },
  accessTokens: { verify: makerOr(() => E.left(badAccessToken('unknown'))) },
  backgroundAgents: { list: task(), stop: maker(PROGRAMS_MS) },
  simulator: {
    isInstalled: taskOr(false),
    run: taskOr(NOT_RUNNING),
    isOpen: taskOr(false),
    control: makerOr(({ detail }) => E.left(simulatorFailed(detail))),
    capture: taskOr(E.left(noFrame)),
  },
  portScan: { list: task(), isListening: makerOr(() => false) },
  seal: { close: callOr(() => ''), open: callOr(() => null) },
  transcriber: {
    isReady: taskOr(false),
    transcribe: makerOr(({ detail }) => E.left(transcriptionFailed(detail)), SPEECH_MS),
  },
  gitRepository: {
    ...makers(
      ['fetch', 'contains', 'tryMerge', 'changedPaths', 'readTree', 'build', 'cherryPick', 'discard', 'push', 'move'],
      GIT_MS,
    ),
    ...makers(['createRefs', 'rescueRefs', 'deleteRefs', 'restore', 'deleteBranch', 'checkCommand', 'missing'], GIT_MS),
    runCheck: maker(CHECK_MS),
  },
  finishJournal: stateStore,
  portProbe: { areFree: makerOr(() => false) },
  worktrees: makers(['inspect', 'state', 'add', 'remove', 'commitAll', 'stash', 'stashes', 'applyStash'], GIT_MS),
  cardStore: stateStore,
  fileEvents: { rootOf: makerOr(() => null), watch },
  folderBrowser: {
    list: makerOr((_fault, path: string) => E.left(folderUnreadable(path, 'failed'))),
    make: makerOr((_fault, folder: { readonly path: string }) => E.left(folderNotMade(folder.path))),
  },
  ignoreRules: { ignored: maker() },
  projectFiles: {
    ...makers(['realPath', 'list', 'createFile', 'makeFolder']),
    open: {
      ...maker(),
      late: async (answer: E.Either<unknown, OpenedFile>) => {
        if (E.isRight(answer)) await answer.right.close()
      },
    },
    ...makers(['move', 'copy', 'trash'], COPY_MS),
    store: maker(UPLOAD_MS),
  },
  sessionImages: {
    save: makerOr(() => E.left(imageNotSaved('failed'))),
    prune: makerOr(() => E.right(undefined)),
  },
  sessionScope: { temporary: taskOr(null), workTreeOf: makerOr(() => null) },
  answerSigner: { sign: callOr(() => '') },
  approvalHistory: { mentioning: maker(LOGS_MS), before: maker(LOGS_MS) },
  agentSettings: { read: task(), replace: maker() },
  installedAgents: { find: makerOr(() => new Map()) },
  hookScripts: { install: task(), remove: task() },
  managedSettings: { read: task(), write: maker(), remove: task() },
  projectSettings: {
    read: makerOr((_fault, directory: string) => [{ file: directory, text: '\0', owner: 'project' as const }]),
  },
  toolResults: { news: makerOr(() => []), unfinishedIn: makerOr(() => []) },
  conversations: {
    ...{ newestIn: makerOr(() => null, LOGS_MS), failedTurn: makerOr(() => null, LOGS_MS) },
    ...makers(['part', 'partOfCall', 'past', 'whole'], LOGS_MS),
    ...{ follow: watch, followOfCall: watch },
  },
  conversationIndex: { search: maker(LOGS_MS) },
  pastCalls: { part: maker(LOGS_MS) },
  callFiles: { textOf: makerOr(() => null) },
  agentServers: { idle: taskOr([]), end: makerOr(() => undefined) },
  terminalQuestions: { openIn: makerOr(() => null) },
  recordings: {
    ...{ list: task(), mend: task(), create: maker(), remove: maker() },
    open: {
      ...maker(),
      late: async (answer: E.Either<unknown, OpenedFile>) => {
        if (E.isRight(answer)) await answer.right.close()
      },
    },
  },
  logHistory: { recent: callOr(() => []) },
  measurements: { read: callOr(() => NO_FIGURES) },
  serviceManager: { state: task(), install: maker(), remove: task(), restart: task() },
  releaseFeed: { latest: task() },
  versionCollectors: { collect: task(PROGRAMS_MS) },
  hubInstallation: { guard: taskOr({ ok: false, reason: 'unknown' }, PROGRAMS_MS) },
  transcriptContext: { of: makerOr(() => null) },
  usageLogs: {
    ...makers(['report', 'reportSoFar', 'document', 'quarters', 'turns'], LOGS_MS),
    progress: callOr(() => ({ state: 'scanning', filesRead: 0, files: 0, bytesRead: 0, bytes: 0, revision: 0 })),
    onProgress: watch,
  },
  ownPrices: { read: taskOr({ rows: [], fault: 'the prices cannot be read' }) },
  limitSources: taskOr([]),
  limitHistory: { append: maker(), since: maker(LOGS_MS) },
  budgetStore: stateStore,
  lastReports: stateStore,
  resumeStore: stateStore,
  promptQueues: stateStore,
  schedules: stateStore,
  promptTemplates: stateStore,
  pushPlan: { ...stateStore, current: callOr(() => DEFAULT_PUSH_PLAN) },
}

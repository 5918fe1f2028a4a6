import { ContainerModule } from 'inversify'
import { makeAccess } from '../application/access/access-feature.js'
import { makeBudget } from '../application/access/budget.js'
import { makeApprovals, type ApprovalsDeps } from '../application/approvals/approvals-feature.js'
import { makeAttention } from '../application/attention/attention-feature.js'
import { makeBoard } from '../application/board/board-feature.js'
import { makeKeepIdeas, type KeepIdeasDeps } from '../application/board/keep-ideas.js'
import { makeWriteBoard, type WriteBoardDeps } from '../application/board/write-board.js'
import { makeFiles } from '../application/files/files-feature.js'
import { makeHooks } from '../application/hooks/hooks-feature.js'
import { makeMata } from '../application/mata/mata-feature.js'
import { makeReadSessionList } from '../application/overview/read-session-list.js'
import { makePreview } from '../application/preview/preview-feature.js'
import { makeProjects } from '../application/projects/projects-feature.js'
import { makePush } from '../application/push/push-feature.js'
import { makeRepo } from '../application/repo/repo-feature.js'
import { makeServer } from '../application/server/server-feature.js'
import { makeSessions } from '../application/sessions/sessions-feature.js'
import { makeSettings } from '../application/settings/settings-feature.js'
import { makeFeed } from '../application/shared/feed.js'
import { makeKeyedLock } from '../application/shared/keyed-lock.js'
import { makeTerminal } from '../application/terminal/terminal-feature.js'
import { makeUpdates } from '../application/updates/updates-feature.js'
import { makeUsage } from '../application/usage/usage-feature.js'
import { makeVoice } from '../application/voice/voice-feature.js'
import { FAILURE_LIMIT } from '../domain/access/rate.js'
import { provide } from './provide.js'
import { TOKENS as T } from './tokens.js'

// Features
const { attention, approvals, board, files, hooks, projects, push, repo, sessions, terminal, usage } = T
// Shared by features
const { feed, audit, clock, log, withLock, secrets, keepIdeas, prefix, defaultDirectory, hubUrl, timeZone } = T
const { sessionHost: host, sessionRecord: record, settingsStore: settings, projectStore, cardStore, folders } = T

const makeCountedApprovals = (deps: Omit<ApprovalsDeps, 'countMiss'>) =>
  makeApprovals({ ...deps, countMiss: makeBudget(deps, FAILURE_LIMIT) })

const makeKeepIdeasOnBoard = (deps: Omit<KeepIdeasDeps, 'writeBoard'> & WriteBoardDeps) =>
  makeKeepIdeas({ ...deps, writeBoard: makeWriteBoard(deps) })

/** Record of every feature, and the functions that two features which need each other share. */
export const featuresModule = new ContainerModule((options) => {
  provide(options, feed, makeFeed, {})
  provide(options, withLock, makeKeyedLock, {})

  const { operatorToken, sessionTokens, accessTokens } = T
  provide(options, T.access, makeAccess, { operatorToken, sessionTokens, accessTokens, audit, clock, log })

  provide(options, approvals, makeCountedApprovals, {
    ...{ attention, push, usage, settings, host, secrets, feed, audit, clock, log, withLock },
    store: T.approvalStore,
    ledger: T.approvalLedger,
    history: T.approvalHistory,
    rules: T.approvalRules,
    guardedPlaces: T.guardedPlaces,
    results: T.toolResults,
  })

  provide(options, attention, makeAttention, { host, record, feed, clock })

  const { worktrees, finishFolder, portProbe, trustWatch } = T
  provide(options, board, makeBoard, {
    ...{
      attention,
      projects,
      repo,
      sessions,
      clock,
      log,
      audit,
      feed,
      secrets,
      withLock,
      prefix,
      folders,
      host,
      record,
    },
    ...{ projectStore, worktrees, finishFolder, portProbe, trustWatch },
    cards: cardStore,
    merger: T.branchMerger,
    journal: T.finishJournal,
  })

  provide(options, files, makeFiles, {
    ...{ projects, sessions, folders, host, record, clock, defaultDirectory },
    files: T.projectFiles,
    ignoreRules: T.ignoreRules,
    fileEvents: T.fileEvents,
    browser: T.folderBrowser,
    images: T.sessionImages,
    scope: T.sessionScope,
  })

  const { projectSettings, answerSigner, node } = T
  provide(options, hooks, makeHooks, {
    ...{ approvals, host, settings, projectSettings, answerSigner, secrets, clock, hubUrl, node },
    managed: T.managedSettings,
    scripts: T.hookScripts,
  })

  provide(options, T.mata, makeMata, { simulator: T.simulator, sessions, files, clock })

  const { previewHost, ownPort, portScan, simulator, seal } = T
  provide(options, T.preview, makePreview, {
    ...{ previewHost, ownPort, portScan, simulator, seal, accessTokens, secrets, clock },
  })

  const { projectFolders, planDocument, projectRoots } = T
  provide(options, projects, makeProjects, {
    ...{ projectStore, projectFolders, planDocument, projectRoots, keepIdeas, clock, log, timeZone },
  })
  // The board needs the projects, and they need this function of it.
  provide(options, keepIdeas, makeKeepIdeasOnBoard, { cards: cardStore, host, feed, clock, secrets })

  provide(options, push, makePush, {
    ...{ attention, terminal, host, feed, clock, log, prefix },
    sender: T.pushSender,
    subscriptions: T.pushSubscriptions,
  })

  provide(options, repo, makeRepo, {
    ...{ files, sessions, feed, clock },
    history: T.repoHistory,
    repoWatch: T.repoWatch,
  })

  const { logHistory, measurements, serviceManager: service, hubPid: pid } = T
  provide(options, T.server, makeServer, {
    ...{ approvals, sessions, terminal, logHistory, measurements, service, pid, feed, audit, clock, log },
  })

  provide(options, sessions, makeSessions, {
    ...{ terminal, hooks, host, record, sessionTokens, settings, folders, feed, audit, clock, log, withLock },
    ...{ hubUrl, prefix, defaultDirectory },
    sources: T.directorySources,
    passesClipboard: T.passesClipboard,
  })
  provide(options, T.readSessionList, makeReadSessionList, { attention, board, hooks, repo, sessions, usage })

  provide(options, T.settings, makeSettings, { store: settings, sessions, host, audit, log })

  provide(options, terminal, makeTerminal, { host: T.terminalHost, sessions: host, audit, clock })

  provide(options, T.updates, makeUpdates, {
    ...{ terminal, host, audit, clock, log, prefix, defaultDirectory },
    feed: T.releaseFeed,
    collectors: T.versionCollectors,
    hub: T.hubInstallation,
    isOn: T.checksForUpdates,
  })

  const { ownPrices, limitSources, limitHistory, resumeStore, budgetStore } = T
  provide(options, usage, makeUsage, {
    ...{ attention, ownPrices, limitSources, limitHistory, resumeStore, budgetStore, projectStore, cardStore },
    ...{ host, record, feed, audit, clock, log, timeZone },
    logs: T.usageLogs,
    transcripts: T.transcriptContext,
  })

  const { transcriber, speechLanguage } = T
  provide(options, T.voice, makeVoice, { transcriber, speechLanguage, clock })
})

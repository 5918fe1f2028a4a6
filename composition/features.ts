import { ContainerModule } from 'inversify'
import { makeAccess } from '../application/access/access-feature.js'
import { makeRateLimit } from '../application/access/rate-limit.js'
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
import { makeSessionDirectory } from '../application/sessions/session-directory.js'
import { makeSessions } from '../application/sessions/sessions-feature.js'
import { makeSettings } from '../application/settings/settings-feature.js'
import { makeFeed } from '../application/shared/feed.js'
import { makeKeyedLock } from '../application/shared/keyed-lock.js'
import { makeTerminal } from '../application/terminal/terminal-feature.js'
import { makeUpdates } from '../application/updates/updates-feature.js'
import { makeUsage } from '../application/usage/usage-feature.js'
import { makeVoice } from '../application/voice/voice-feature.js'
import { FAILURE_LIMIT } from '../domain/access/rate.js'
import { provide, type TokensFor } from './provide.js'
import type { Token } from './token.js'
import { TOKENS as T } from './tokens.js'
import type { HubValues } from './tools.js'

// Features
const { attention, approvals, board, files, hooks, projects, push, repo, sessions, terminal, usage } = T
// Shared by features
const { agents, sessionDirectory: directory, feed, audit, clock, log, withLock, secrets, keepIdeas } = T
const { sessionHost: host, sessionRecord: record, settingsStore: settings, projectStore, cardStore, folders } = T

const makeCountedApprovals = (deps: Omit<ApprovalsDeps, 'countMiss'>) =>
  makeApprovals({ ...deps, countMiss: makeRateLimit(deps, FAILURE_LIMIT) })

const makeKeepIdeasOnBoard = (deps: Omit<KeepIdeasDeps, 'writeBoard'> & WriteBoardDeps) =>
  makeKeepIdeas({ ...deps, writeBoard: makeWriteBoard(deps) })

/** A type of dependencies whose members with the name of a value have the type of that value. */
type Valued<Deps> = { readonly [K in keyof Deps]: K extends keyof HubValues ? HubValues[K] : Deps[K] }

/** Record of every feature, and the functions that two features which need each other share. */
export const featuresModule = new ContainerModule((options) => {
  provide(options, feed, makeFeed, {})
  provide(options, withLock, makeKeyedLock, {})
  provide(options, directory, makeSessionDirectory, {})

  /** Binds the record that `make` builds out of the named dependencies and the values of the configuration. */
  const feature = <A, Deps extends Valued<Deps>>(
    to: Token<A>,
    make: (deps: Deps) => A,
    from: TokensFor<Omit<Deps, keyof HubValues>>,
  ): void => {
    const build = ({ values, ...deps }: { readonly values: HubValues }): A =>
      make({ ...deps, ...values } as unknown as Deps)
    provide(options, to, build, { ...from, values: T.values })
  }

  const { operatorToken, sessionTokens, accessTokens } = T
  feature(T.access, makeAccess, { operatorToken, sessionTokens, accessTokens, audit, clock, log })

  feature(approvals, makeCountedApprovals, {
    ...{ attention, push, usage, settings, host, directory, secrets, feed, audit, clock, log, withLock },
    store: T.approvalStore,
    ledger: T.approvalLedger,
    history: T.approvalHistory,
    rules: T.approvalRules,
    guardedPlaces: T.guardedPlaces,
    results: T.toolResults,
  })

  feature(attention, makeAttention, { agents, host, record, directory, feed, clock })

  const { worktrees, portProbe } = T
  feature(board, makeBoard, {
    ...{ agents, attention, projects, repo, sessions, clock, log, audit, feed, secrets, withLock },
    ...{ folders, host, record, directory },
    ...{ projectStore, worktrees, portProbe },
    cards: cardStore,
    merger: T.gitRepository,
    journal: T.finishJournal,
  })

  feature(files, makeFiles, {
    ...{ projects, sessions, folders, host, record, clock },
    files: T.projectFiles,
    ignoreRules: T.ignoreRules,
    fileEvents: T.fileEvents,
    browser: T.folderBrowser,
    images: T.sessionImages,
    scope: T.sessionScope,
  })

  const { projectSettings, answerSigner } = T
  feature(hooks, makeHooks, {
    ...{ agents, approvals, host, settings, projectSettings, answerSigner, secrets, clock },
    managed: T.managedSettings,
    scripts: T.hookScripts,
  })

  feature(T.mata, makeMata, { simulator: T.simulator, sessions, files, clock })

  const { ownPort, portScan, simulator, seal } = T
  feature(T.preview, makePreview, {
    ...{ ownPort, portScan, simulator, seal, accessTokens, secrets, clock },
  })

  const { projectFolders, planDocument } = T
  feature(projects, makeProjects, {
    ...{ projectStore, projectFolders, planDocument, keepIdeas, clock, log },
  })
  // The board needs the projects, and they need this function of it.
  provide(options, keepIdeas, makeKeepIdeasOnBoard, { cards: cardStore, host, feed, clock, secrets })

  feature(push, makePush, {
    ...{ attention, terminal, host, feed, clock, log },
    sender: T.pushSender,
    subscriptions: T.pushSubscriptions,
  })

  feature(repo, makeRepo, {
    ...{ files, sessions, feed, clock },
    history: T.repoHistory,
    repoWatch: T.repoWatch,
  })

  const { logHistory, measurements, serviceManager: service } = T
  feature(T.server, makeServer, {
    ...{ approvals, sessions, terminal, logHistory, measurements, service, feed, audit, clock, log },
  })

  feature(sessions, makeSessions, {
    ...{ agents, terminal, hooks, host, record, directory, sessionTokens, settings, folders },
    ...{ feed, secrets, audit, clock, log, withLock },
    sources: T.directorySources,
  })
  provide(options, T.readSessionList, makeReadSessionList, { agents, attention, board, hooks, repo, sessions, usage })

  feature(T.settings, makeSettings, { store: settings, sessions, host, audit, log })

  feature(terminal, makeTerminal, { host: T.terminalHost, directory, audit, clock })

  feature(T.updates, makeUpdates, {
    ...{ agents, terminal, host, secrets, audit, clock, log },
    feed: T.releaseFeed,
    collectors: T.versionCollectors,
    hub: T.hubInstallation,
  })

  const { ownPrices, limitSources, limitHistory, resumeStore, budgetStore } = T
  feature(usage, makeUsage, {
    ...{ agents, attention, ownPrices, limitSources, limitHistory, resumeStore, budgetStore, projectStore, cardStore },
    ...{ host, record, directory, feed, audit, clock, log },
    logs: T.usageLogs,
    transcripts: T.transcriptContext,
  })

  feature(T.voice, makeVoice, { transcriber: T.transcriber, clock })
})

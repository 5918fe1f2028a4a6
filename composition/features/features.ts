import { ContainerModule } from 'inversify'
import { eventFrame } from '../../adapters/inbound/ws/notifications.codec.js'
import { makeAccess } from '../../application/access/access-feature.js'
import { makeRateLimit } from '../../application/access/rate-limit.js'
import { makeApprovals } from '../../application/approvals/approvals-feature.js'
import { makeAttention } from '../../application/attention/attention-feature.js'
import { makeBackgroundAgents } from '../../application/background-agents/background-agents-feature.js'
import { makeBoard } from '../../application/board/board-feature.js'
import { makeKeepIdeasOnBoard } from '../../application/board/collect-ideas.js'
import { makeConversations } from '../../application/conversations/conversations-feature.js'
import { makeFiles } from '../../application/files/files-feature.js'
import { makeHooks } from '../../application/hooks/hooks-feature.js'
import { makeMata } from '../../application/mata/mata-feature.js'
import { makeReadSessionList } from '../../application/overview/read-session-list.js'
import { makePreview } from '../../application/preview/preview-feature.js'
import { makeProjects } from '../../application/projects/projects-feature.js'
import { makePrompts } from '../../application/prompts/prompts-feature.js'
import { makePush } from '../../application/push/push-feature.js'
import { makeRecordings } from '../../application/recordings/recordings-feature.js'
import { makeRepo } from '../../application/repo/repo-feature.js'
import { makeServer } from '../../application/server/server-feature.js'
import { makeSessionDirectory } from '../../application/sessions/session-directory.js'
import { makeSessions } from '../../application/sessions/sessions-feature.js'
import { makeSettings } from '../../application/settings/settings-feature.js'
import { makeFeed } from '../../application/shared/feed.js'
import { makeKeyedLock } from '../../application/shared/keyed-lock.js'
import { makeTerminal } from '../../application/terminal/terminal-feature.js'
import { makeTimeline } from '../../application/timeline/timeline-feature.js'
import { makeUpdates } from '../../application/updates/updates-feature.js'
import { makeUsage } from '../../application/usage/usage-feature.js'
import { makeWebhooks } from '../../application/webhooks/webhooks-feature.js'
import { makeVoice } from '../../application/voice/voice-feature.js'
import { FAILURE_LIMIT } from '../../domain/access/rate.js'
import { parseShell } from '../../adapters/outbound/shell/shell-parser.unbash.js'
import { provide, type Token, type TokensFor } from './provide.js'
import { TOKENS as T } from './tokens.js'
import type { HubValues } from '../config/hub-values.js'
import type { HubTools } from '../tools/tools.js'

const makeCountedApprovals = (deps: Omit<Parameters<typeof makeApprovals>[0], 'countMiss'>) =>
  makeApprovals({ ...deps, countMiss: makeRateLimit(deps, FAILURE_LIMIT) })

const makeWebhooksOfEvents = (deps: Omit<Parameters<typeof makeWebhooks>[0], 'eventText'>) =>
  makeWebhooks({ ...deps, eventText: (event) => eventFrame(event) })

/** A type of dependencies whose members with the name of a value have the type of that value. */
type Valued<Deps> = { readonly [K in keyof Deps]: K extends keyof HubValues ? HubValues[K] : Deps[K] }

/** Record of every feature on these ports, and the functions that two features which need each other share. */
export const featuresModule = (tools: HubTools): ContainerModule =>
  new ContainerModule((options) => {
    // Records that are bound
    const { attention, approvals, board, files, hooks, projects, push, repo, sessions, terminal, usage } = T
    const { conversations, readSessionList, sessionDirectory: directory, feed, withLock, keepIdeas } = T
    // Ports of several features
    const { agents, audit, clock, log, secrets, values } = tools
    const { sessionHost: host, sessionRecord: record, settingsStore: settings } = tools
    const { projectStore, cardStore, folders } = tools

    provide(options, feed, makeFeed, {})
    provide(options, withLock, makeKeyedLock, {})
    provide(options, directory, makeSessionDirectory, {})

    /** Binds the record that `make` builds out of these ports, the named records and the values of the configuration. */
    const feature = <A, Deps extends Valued<Deps>, Ports extends Partial<Deps>>(
      to: Token<A>,
      make: (deps: Deps) => A,
      ports: Ports,
      records: TokensFor<Omit<Deps, keyof HubValues | keyof Ports>>,
    ): void => {
      provide(options, to, (deps: object): A => make({ ...values, ...ports, ...deps } as unknown as Deps), records)
    }

    const { agentServers, recordings, terminalHost } = tools
    const { operatorToken, sessionTokens, accessTokens, directorySources: sources, worktrees, portProbe } = tools
    feature(
      T.access,
      makeAccess,
      {
        ...{ operatorToken, sessionTokens, accessTokens, secrets, audit, clock, log },
        namedTokens: tools.namedTokens,
        cards: cardStore,
      },
      { sessions, projects },
    )

    feature(
      approvals,
      makeCountedApprovals,
      {
        ...{ agents, settings, host, record, secrets, audit, clock, log, projectStore, parseShell },
        store: tools.approvalStore,
        ledger: tools.approvalLedger,
        history: tools.approvalHistory,
        rules: tools.approvalRules,
        guardedFolders: tools.guardedFolders,
        results: tools.toolResults,
        ...{ pastCalls: tools.pastCalls, callFiles: tools.callFiles },
        terminalQuestions: tools.terminalQuestions,
      },
      { attention, push, usage, directory, feed, withLock },
    )

    feature(attention, makeAttention, { agents, host, record, clock, reports: tools.lastReports }, { directory, feed })

    feature(
      board,
      makeBoard,
      {
        ...{ agents, clock, log, audit, secrets, folders, host, record, projectStore, worktrees, portProbe },
        cards: cardStore,
        merger: tools.gitRepository,
        journal: tools.finishJournal,
      },
      { attention, projects, repo, sessions, directory, feed, withLock },
    )

    feature(
      files,
      makeFiles,
      {
        ...{ folders, host, record, clock },
        files: tools.projectFiles,
        ignoreRules: tools.ignoreRules,
        fileEvents: tools.fileEvents,
        browser: tools.folderBrowser,
        images: tools.sessionImages,
        scope: tools.sessionScope,
      },
      { projects, sessions },
    )

    const { projectSettings, answerSigner, managedSettings: managed, hookScripts: scripts } = tools
    feature(
      hooks,
      makeHooks,
      {
        ...{ agents, host, settings, projectSettings, answerSigner, managed, scripts },
        ...{ secrets, audit, clock, projectStore },
        agentSettings: tools.agentSettings,
        sessionUid: tools.sessionUid,
        environment: tools.sessionEnvironment,
      },
      { approvals },
    )

    const { backgroundAgents, portScan, simulator, seal } = tools
    feature(T.backgroundAgents, makeBackgroundAgents, { backgroundAgents, host, audit, clock }, { sessions, withLock })

    feature(T.mata, makeMata, { simulator, clock }, { sessions, files })

    feature(T.preview, makePreview, { portScan, simulator, seal, accessTokens, secrets, clock }, { ownPort: T.ownPort })

    const { projectFolders, planDocument } = tools
    feature(projects, makeProjects, { projectStore, projectFolders, planDocument, clock, log }, { keepIdeas })
    // The board needs the projects, and they need this function of it.
    const cards = cardStore
    feature(keepIdeas, makeKeepIdeasOnBoard, { cards, host, clock, secrets, record }, { attention, directory, feed })

    feature(
      push,
      makePush,
      {
        ...{ host, clock, log },
        sender: tools.pushSender,
        subscriptions: tools.pushSubscriptions,
        plan: tools.pushPlan,
        namedTokens: tools.namedTokens,
      },
      { attention, terminal, feed },
    )

    feature(
      repo,
      makeRepo,
      { history: tools.repoHistory, writer: tools.repoWriter, repoWatch: tools.repoWatch, secrets, clock },
      { files, sessions, feed, withLock },
    )

    const { logHistory, measurements, serviceManager: service } = tools
    feature(
      T.server,
      makeServer,
      {
        ...{ agents, logHistory, measurements, service, audit, clock, log, projectStore },
        installedAgents: tools.installedAgents,
        agentSettings: tools.agentSettings,
        ownService: tools.ownService,
        namedTokens: tools.namedTokens,
      },
      { approvals, hooks, sessions, terminal, feed },
    )

    feature(
      sessions,
      makeSessions,
      {
        ...{ agents, agentServers, host, record, sources, sessionTokens, settings, folders },
        ...{ secrets, audit, clock, log },
        // The command of a service is the program with `serve`.
        ownProgram: tools.ownService?.spec.argv.slice(0, -1) ?? null,
      },
      { terminal, hooks, approvals, directory, feed, withLock },
    )
    feature(
      readSessionList,
      makeReadSessionList,
      { agents, clock },
      { attention, board, hooks, prompts: T.prompts, repo, sessions, usage },
    )

    feature(T.settings, makeSettings, { store: settings, host, audit, log }, { sessions })

    feature(terminal, makeTerminal, { host: tools.terminalHost, audit, clock }, { directory })

    feature(
      T.updates,
      makeUpdates,
      {
        ...{ agents, host, secrets, audit, clock, log },
        feed: tools.releaseFeed,
        collectors: tools.versionCollectors,
        hub: tools.hubInstallation,
      },
      { terminal },
    )

    const { ownPrices, limitSources, limitHistory, resumeStore, budgetStore } = tools
    feature(
      usage,
      makeUsage,
      {
        ...{ agents, ownPrices, limitSources, limitHistory, resumeStore, budgetStore, projectStore, cardStore },
        ...{ host, record, audit, clock, log },
        logs: tools.usageLogs,
        transcripts: tools.transcriptContext,
      },
      { attention, directory, feed },
    )

    feature(
      T.webhooks,
      makeWebhooksOfEvents,
      { store: tools.webhookStore, notifier: tools.webhookNotifier, secrets, audit, clock, log },
      { feed },
    )

    const { promptQueues: store, schedules, promptTemplates: templates, nextOfRule } = tools
    feature(
      T.prompts,
      makePrompts,
      { agents, host, record, secrets, audit, clock, log, store, schedules, templates, nextOfRule },
      { attention, sessions, usage, conversations, directory, feed },
    )

    feature(
      conversations,
      makeConversations,
      { agents, host, record, clock, conversations: tools.conversations, conversationIndex: tools.conversationIndex },
      { sessions, attention, directory },
    )

    feature(
      T.timeline,
      makeTimeline,
      {
        agents,
        clock,
        limitHistory,
        cards,
        history: tools.repoHistory,
        journal: tools.finishJournal,
        schedules,
        promptQueues: store,
      },
      { approvals, attention, conversations, projects, push, readSessionList, sessions, usage, directory },
    )

    feature(
      T.recordings,
      makeRecordings,
      { host, record, audit, clock, log, operatorToken, terminalHost, recordings },
      { sessions, terminal, feed },
    )

    feature(T.voice, makeVoice, { transcriber: tools.transcriber, clock }, {})
  })

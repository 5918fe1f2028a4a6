import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { processBackgroundAgents } from '../../adapters/outbound/agents/claude-code/background-agents.process.js'
import { claudeCode } from '../../adapters/outbound/agents/claude-code/claude-code.js'
import { codexAgentServers } from '../../adapters/outbound/agents/codex/agent-servers.codex.js'
import { settingsFolder } from '../../adapters/outbound/agents/claude-code/folders.js'
import { fileAuditLog } from '../../adapters/outbound/audit-log/audit-log.file.js'
import { gitRepository } from '../../adapters/outbound/git/git-repository.git.js'
import { gitWorktrees } from '../../adapters/outbound/git/worktrees.git.js'
import { gitRepoWriter } from '../../adapters/outbound/git/repo-writer.git.js'
import { gitRepoWatch } from '../../adapters/outbound/git/repo-watch.git.js'
import { gitIgnoreRules } from '../../adapters/outbound/git/ignore-rules.git.js'
import { openApprovalLedger } from '../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { APPROVALS_LOG } from '../../adapters/outbound/approvals-log/log-files.js'
import {
  measuredCommandRunner,
  measuredPushSender,
  measuredSessionHost,
  measureHub,
} from '../../adapters/outbound/measured/measured.js'
import { measuredTerminalHost } from '../../adapters/outbound/measured/terminal-host.measured.js'
import { openState, type OpenState } from '../../adapters/outbound/json-store/open-state.js'
import { nextOfRule } from '../../adapters/outbound/croner/recurrence.croner.js'
import { fsPlanDocument } from '../../adapters/outbound/plan-document/plan-document.fs.js'
import { moshiHookDirectories } from '../../adapters/outbound/moshi-hook/directory-source.moshi-hook.js'
import { threadLargeFolders } from '../../adapters/outbound/project-files/large-folders.js'
import { fsProjectFiles } from '../../adapters/outbound/project-files/project-files.fs.js'
import { fsSessionImages } from '../../adapters/outbound/session-images/session-images.fs.js'
import { programThread } from '../../adapters/outbound/process/program-thread.js'
import { commandRunnerBy } from '../../adapters/outbound/process/command-runner.process.js'
import { tracedCommandRunner } from '../../adapters/outbound/opentelemetry/traced-command-runner.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { fsFolderBrowser } from '../../adapters/outbound/system/folder-browser.fs.js'
import { netPortProbe } from '../../adapters/outbound/system/port-probe.net.js'
import { fsSessionScope, type FsSessionScopeOptions } from '../../adapters/outbound/system/session-scope.fs.js'
import { accountFolders, fsFolders } from '../../adapters/outbound/system/folders.fs.js'
import { fsProjectFolders } from '../../adapters/outbound/system/project-folders.fs.js'
import {
  givenOperatorToken,
  OPERATOR_TOKEN_FILE,
  openOperatorToken,
} from '../../adapters/outbound/token-file/operator-token.file.js'
import { transcriptDirectories } from '../../adapters/outbound/agents/claude-code/recent-directories.js'
import type { OperatorToken } from '../../application/access/operator-token.port.js'
import type { Folders } from '../../application/sessions/folders.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../application/shared/errors.js'
import type { Tracer } from '../../application/shared/tracer.port.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import { nodeDisk, type Disk } from '../../infrastructure/files/disk.js'
import type { LineLog } from '../../infrastructure/log/line-log.js'
import { openGuardedFolders, openFileEvents, openRecordings, openRepositories, systemTrash } from './open-files.js'
import { newToken, sha256 } from '../../infrastructure/secrets/secrets.js'
import { configuredFolders } from './agent-folders.js'
import { valuesOf, type Config } from '../config/environment.js'
import { openAccessTokens, openWebhookNotifier, openPushSender } from './open-senders.js'
import { openGate } from './open-gate.js'
import { markBoot, machineTools } from './machine-tools.js'
import { openUnfinished, tidyState } from './open-unfinished.js'
import { openTmux } from './open-tmux.js'
import { openUsage } from './open-usage.js'
import { serverTools } from './server-tools.js'
import { finishFolder, openSessionPlaces, sessionRunner } from './session-places.js'
import { completeTools, type HubTools } from './tools.js'

/** Every port on a real tool. */
export interface OpenTools {
  readonly tools: HubTools
  /** Text of the operator's token, for the link that is printed at start; `null` when the hub runs without a token. */
  readonly operatorToken: string | null
  /** Ends the connection to tmux (sessions run on) and resolves once every change is on disk. */
  readonly close: () => Promise<void>
}

export interface OpenToolsOptions {
  readonly config: Config
  /** Disk of the state folder. */
  readonly disk: Disk
  readonly log: LineLog
  /** URL of the hub for programs on this machine. */
  readonly hubUrl: string
  /** Folder of the outbound adapters as the compiler made them: some start a file of theirs as a program. */
  readonly adapters: string
  readonly version: string
  readonly tracer: Tracer
}

const together = sequenceS(TE.ApplicativePar)

/** Opens the state folder, which the caller has locked, and opens every port on its tool. */
export function openTools(given: OpenToolsOptions): TE.TaskEither<Unavailable, OpenTools> {
  const { config, disk, log, hubUrl, adapters, version, tracer } = given
  const measured = measureHub()
  const environment = config.childEnvironment
  const programs = programThread({
    clock: systemClock,
    script: join(adapters, 'process', 'programs.script.js'),
  })
  const traced = tracedCommandRunner(
    commandRunnerBy(programs.run, () => environment),
    tracer,
  )
  const runner = measuredCommandRunner(traced, measured)
  const inFolders = sessionRunner(config, runner)
  const repositories = openRepositories({ runner: inFolders, clock: systemClock, environment, adapters })
  const { sessionHost, terminalHost } = openTmux(config, runner)
  const claudeFolder = settingsFolder(configuredFolders(config, claudeCode), config.agentHome)
  const audit = fileAuditLog({ disk, file: join(config.stateFolder, 'audit.log'), now: systemClock.now })
  const recordings = openRecordings(config, disk)
  const usage = openUsage({ config, runner, adapters })
  const script = join(adapters, 'project-files', 'folder-reader.script.js')
  const largeFolders = threadLargeFolders({ clock: systemClock, script })

  return pipe(
    tidyState(config),
    TE.tap(() => openSessionPlaces(config)),
    TE.flatMap(() =>
      together({
        state: openState({
          disk,
          path: config.stateFolder,
          registryFolder: config.registryFolder,
          now: systemClock.now,
          noteWrite: measured.noteWrite,
          newToken,
          settingsDefaults: {
            ...DEFAULT_SETTINGS,
            tmuxMouse: config.tmuxMouse ? 'on' : 'off',
            tmuxStatus: config.tmuxStatus ? 'on' : 'off',
            remoteApproval: config.remoteApproval,
          },
        }),
        ledger: openApprovalLedger({
          disk,
          file: join(config.stateFolder, APPROVALS_LOG),
          now: systemClock.now,
          sha256,
          log,
        }),
        gate: openGate(config, adapters, runner),
        openWrites: openUnfinished(config, log),
        token: openToken(config, log),
        accessTokens: openAccessTokens(config, log),
      }),
    ),
    TE.bind('pushSender', ({ state }) => TE.fromTask(openPushSender(config, log, state))),
    TE.bindW('bootMs', ({ state }) => markBoot(state, log)),
    TE.map(({ state, ledger, openWrites, gate, token, pushSender, accessTokens, bootMs }) => ({
      tools: completeTools({
        nextOfRule,
        ...serverTools({ config, log, runner, measured, adapters, version }),
        ...machineTools(config, runner),
        ...storesOf(state),
        ...gate,
        ...usage.tools,
        tracer,
        audit,
        recordings,
        sessionHost: measuredSessionHost(sessionHost, measured),
        terminalHost: measuredTerminalHost(terminalHost, measured),
        guardedFolders: openGuardedFolders(config),
        folders: foldersOf(config, inFolders),
        repoHistory: repositories.history,
        repoWriter: gitRepoWriter({ ...repositories.git, openWrites, now: systemClock.now }),
        repoWatch: gitRepoWatch,
        directorySources: [transcriptDirectories(claudeFolder), moshiHookDirectories(runner)],
        backgroundAgents: processBackgroundAgents({ runner: inFolders, clock: systemClock, folder: claudeFolder }),
        sessionImages: fsSessionImages,
        sessionScope: fsSessionScope(scopeOf(config)),
        folderBrowser: fsFolderBrowser({ home: config.agentHome, roots: config.ofFeatures.browseRoots }),
        fileEvents: openFileEvents(config),
        projectFiles: fsProjectFiles({ trash: systemTrash(config, runner), openWrites, largeFolders }),
        ignoreRules: gitIgnoreRules(repositories.git),
        approvalLedger: ledger,
        worktrees: gitWorktrees(repositories.git),
        gitRepository: gitRepository(repositories.git),
        portProbe: netPortProbe,
        projectFolders: fsProjectFolders({ home: config.agentHome, browseRoots: config.ofFeatures.browseRoots }),
        planDocument: fsPlanDocument(systemClock.now, openWrites),
        secrets: { newId: randomUUID, newSecret: newToken, sha256 },
        pushSender: measuredPushSender(pushSender, measured),
        webhookNotifier: openWebhookNotifier(),
        operatorToken: token.operatorToken,
        agentServers: codexAgentServers(hubUrl),
        accessTokens,
        values: valuesOf(config, {
          ...{ hubUrl, bootMs, stateFaults: state.faults, finishFolder: finishFolder(config) },
          ...{ node: process.execPath, pid: process.pid },
        }),
      }),
      operatorToken: token.text,
      close: async () => {
        token.close()
        openWrites.close()
        measured.close()
        repositories.close()
        sessionHost.close()
        await recordings.settled()
        await state.settled()
        await usage.settled()
        await largeFolders.close()
        await ledger.settled()
        await audit.settled()
        await programs.close()
      },
    })),
  )
}

type StateTools = Omit<OpenState, 'vapidKeys' | 'markBoot' | 'faults' | 'settled'>

/** Ports that the state folder is behind. */
const storesOf = ({
  vapidKeys: _keys,
  markBoot: _boot,
  faults: _faults,
  settled: _settled,
  ...stores
}: OpenState): StateTools => stores

const foldersOf = ({ agentHome, sessionUser }: Config, inFolders: CommandRunner): Folders =>
  sessionUser === null ? fsFolders(agentHome) : accountFolders(fsFolders(agentHome), inFolders)

/** The temporary folder is of the user of sessions alone, for what lies around for a moment only. */
function scopeOf({ agentHome, sessionUser }: Config): FsSessionScopeOptions {
  const uid = sessionUser?.uid ?? process.getuid?.() ?? 0
  return { home: agentHome, temporary: join(tmpdir(), `penates-${String(uid)}`), uid }
}

interface OpenToken {
  readonly operatorToken: OperatorToken
  readonly text: string | null
  readonly close: () => void
}

function openToken({ token, stateFolder }: Config, log: LineLog): TE.TaskEither<Unavailable, OpenToken> {
  const given = (text: string | null): OpenToken => ({
    operatorToken: givenOperatorToken(text),
    text,
    close: () => undefined,
  })
  if (token._tag === 'Off') return TE.right(given(null))
  if (token._tag === 'Given') {
    log.conceal(token.token)
    return TE.right(given(token.token))
  }
  const file = { disk: nodeDisk, file: join(stateFolder, OPERATOR_TOKEN_FILE) }
  return pipe(
    openOperatorToken(file),
    TE.map((operatorToken) => {
      log.conceal(operatorToken.current())
      operatorToken.watch(() => {
        log.conceal(operatorToken.current())
        log.info('the operator token was rotated')
      })
      return { operatorToken, text: operatorToken.current(), close: operatorToken.close }
    }),
  )
}

import { join } from 'node:path'
import type { Installation } from '../../adapters/inbound/cli/installation.js'
import { usedModels } from '../../adapters/inbound/cli/used-models.js'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { claudeCode } from '../../adapters/outbound/agents/claude-code/claude-code.js'
import { checkLedger, fileLedgerProof } from '../../adapters/outbound/approvals-log/ledger-proof.file.js'
import { APPROVALS_LOG } from '../../adapters/outbound/approvals-log/log-files.js'
import { ANSWER_KEY_FILE, openAnswerSigner } from '../../adapters/outbound/agents/claude-code/answer-signer.file.js'
import { checkGate } from '../../adapters/outbound/agents/claude-code/check-gate.js'
import { fsManagedSettings } from '../../adapters/outbound/agents/claude-code/managed-settings.fs.js'
import { managedFolder, managedSettings } from '../../adapters/outbound/agents/claude-code/managed-settings.js'
import { fsProjectAgentSettings } from '../../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { checkState } from '../../adapters/outbound/json-store/check-state.js'
import { registeredFolders, sessionFolders } from '../../adapters/outbound/json-store/stored-folders.js'
import { fileOwnPrices, PRICES_FILE } from '../../adapters/outbound/prices-file/own-prices.file.js'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import { fileStateArchive } from '../../adapters/outbound/state-archive/state-archive.file.js'
import { checkSessionUser } from '../../adapters/outbound/system/check-session-user.js'
import { checkGit, checkNatives, checkNode, checkPlace } from '../../adapters/outbound/system/prerequisites.js'
import { checkServer } from '../../adapters/outbound/tmux/check-server.js'
import { checkTmux } from '../../adapters/outbound/tmux/check-tmux.js'
import {
  checkToken,
  OPERATOR_TOKEN_FILE,
  readToken,
  rotateToken,
} from '../../adapters/outbound/token-file/operator-token.file.js'
import { makeExamine } from '../../application/doctor/examine.js'
import type { Prerequisite } from '../../application/doctor/prerequisite.port.js'
import { makeManageHooks, type ManageHooks } from '../../application/hooks/manage-hooks.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { LineLog } from '../../infrastructure/log/line-log.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { folderHolder } from '../../infrastructure/files/folder-lock.js'
import { logFile } from '../../infrastructure/log/log-file.js'
import { sha256 } from '../../infrastructure/secrets/secrets.js'
import type { Config } from '../config/environment.js'
import { agentSettings, hookScripts, openHooks, sessionUid } from '../tools/open-hooks.js'
import { LOG_FILE, logFolderOf, openServiceManager, serviceDefinition } from '../tools/open-service.js'
import { socketOf } from '../tools/open-tmux.js'
import { ADAPTERS } from '../package-files.js'
import { sessionRunner } from '../tools/session-places.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'

/** Files and log of the program. */
export interface ProgramFiles {
  /** The program itself, wherever a link to it was called. */
  readonly program: string
  readonly log: LineLog
  /** Called once a hub is running in this process. */
  readonly started: () => void
}

/** The hub of one environment. */
export function installationOf(config: Config, { program, log, started }: ProgramFiles): Installation {
  const { stateFolder, host, port, token, childEnvironment } = config
  const tokenFile = { disk: nodeDisk, file: join(stateFolder, OPERATOR_TOKEN_FILE) }
  const ledger = fileLedgerProof({ disk: nodeDisk, file: join(stateFolder, APPROVALS_LOG), sha256 })
  const runner = processCommandRunner(() => childEnvironment)
  const directory = process.cwd()
  const directories = pipe(
    T.sequenceArray([registeredFolders(nodeDisk, config.registryFolder), sessionFolders(nodeDisk, stateFolder)]),
    T.map((stored) => [...new Set([directory, ...stored.flat()])]),
  )
  const settings = agentSettings(config, runner)
  const projectSettings = fsProjectAgentSettings(managedSettings())
  /** Claude Code has managed settings as well, and settings of each project that weaken the gate. */
  const ofClaude = {
    scripts: hookScripts(config, ADAPTERS),
    managed: fsManagedSettings(managedFolder()),
    directories,
  }
  const ownPrices = fileOwnPrices(nodeDisk, join(stateFolder, PRICES_FILE))
  const runningUrl = async (): Promise<string | null> =>
    (await folderHolder(stateFolder).catch(() => null))?.url ?? null
  const checks = {
    natives: checkNatives(),
    tmux: checkTmux({ runner, binary: config.tmuxProgram, environment: childEnvironment }),
    git: checkGit(runner),
  }
  /** Findings about everything that a hub cannot start without. */
  const needed = () => Promise.all(Object.values(checks).map((check) => check()))
  return {
    host,
    port,
    token,
    // The hub itself is loaded when it starts: other commands do without its 200 modules.
    startHub: () => async () => {
      const [{ makeStartHub }, findings] = await Promise.all([import('../hub/start-hub.js'), needed()])
      const missing = findings.flat().filter(({ state }) => state === 'fault')
      if (missing.length > 0) return E.left({ _tag: 'NotFit', findings: missing })
      const hub = await makeStartHub(program, log)(config)()
      started()
      return hub
    },
    storedToken: () => ({ show: readToken(tokenFile), rotate: rotateToken(tokenFile) }),
    examine: () => {
      const { tmuxProgram: binary, registryFolder } = config
      return makeExamine({
        prerequisites: [
          checkNode(process.versions.node),
          checks.natives,
          checks.tmux,
          checkServer({ runner, binary, socket: socketOf(config), environment: childEnvironment }),
          checks.git,
          checkState({ disk: nodeDisk, path: stateFolder, registryFolder, now: Date.now }),
          checkToken(tokenFile),
          checkLedger(ledger),
          checkGate({ settings, projectSettings, directories }),
          checkPlace(config),
          ...sessionUserChecks(config, runner),
        ],
      })
    },
    hooks: () =>
      AGENTS.flatMap((agent) => {
        const hooks = openHooks(config, runner, ADAPTERS, agent)
        if (hooks === null) return []
        const manage = (hubUrl: string): ManageHooks =>
          makeManageHooks({
            ...hooks,
            ...(agent === claudeCode ? ofClaude : {}),
            hubUrl,
            node: process.execPath,
            answerKey: pipe(
              openAnswerSigner(nodeDisk, join(stateFolder, ANSWER_KEY_FILE)),
              TE.map(({ publicKey }) => publicKey),
            ),
            uid: sessionUid(config),
          })
        return [{ id: agent.cliId, name: agent.name, manage }]
      }),
    approvalsLog: () => ledger,
    stateArchive: () => fileStateArchive({ folder: stateFolder, now: Date.now }),
    service: () => ({
      ...serviceDefinition(program),
      manager: openServiceManager(config, runner),
      log: logFile({ disk: nodeDisk, file: join(logFolderOf(config), LOG_FILE) }).tail,
    }),
    ownPrices: () => ownPrices,
    usedModels: async () => {
      const url = await runningUrl()
      if (url === null) return null
      if (token._tag === 'Given') return usedModels(url, token.token)
      const stored = await readToken(tokenFile)()
      return usedModels(url, E.isRight(stored) ? stored.right : null)
    },
    runningUrl,
  }
}

const sessionUserChecks = (config: Config, runner: CommandRunner): ReadonlyArray<Prerequisite> =>
  config.sessionUser === null
    ? []
    : [
        checkSessionUser({
          runner: sessionRunner(config, runner),
          account: config.sessionUser,
          stateFolder: config.stateFolder,
          node: process.execPath,
        }),
      ]

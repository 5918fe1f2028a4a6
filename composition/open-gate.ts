import { accountAgentSettings } from '../adapters/outbound/agents/claude-code/agent-settings.account.js'
import { fsAgentSettings } from '../adapters/outbound/agents/claude-code/agent-settings.fs.js'
import { claudeCode } from '../adapters/outbound/agents/claude-code/claude-code.js'
import { join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { fileApprovalHistory } from '../adapters/outbound/approvals-log/approval-history.file.js'
import { APPROVALS_LOG } from '../adapters/outbound/approvals-log/log-files.js'
import { ANSWER_KEY_FILE, openAnswerSigner } from '../adapters/outbound/agents/claude-code/answer-signer.file.js'
import { projectFolders, settingsFolder } from '../adapters/outbound/agents/claude-code/folders.js'
import { fsHookScripts } from '../adapters/outbound/agents/claude-code/hook-scripts.fs.js'
import { fsManagedSettings } from '../adapters/outbound/agents/claude-code/managed-settings.fs.js'
import { managedFolder, managedSettings } from '../adapters/outbound/agents/claude-code/managed-settings.js'
import { transcriptPastCalls } from '../adapters/outbound/agents/past-calls.js'
import { fsProjectAgentSettings } from '../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { codexFolder } from '../adapters/outbound/agents/codex/logs.js'
import { codex } from '../adapters/outbound/agents/codex/codex.js'
import { gate as codexGate } from '../adapters/outbound/agents/codex/gate.js'
import { gate as opencodeGate } from '../adapters/outbound/agents/opencode/gate.js'
import { opencode } from '../adapters/outbound/agents/opencode/opencode.js'
import { codexTerminalQuestions } from '../adapters/outbound/agents/codex/terminal-questions.codex.js'
import { ownerOf } from '../adapters/outbound/system/owner-of.js'
import { transcriptToolResults } from '../adapters/outbound/agents/claude-code/tool-results.js'
import type { AgentId } from '../domain/agents/agent-id.js'
import type { AgentSettings, HookScripts } from '../application/hooks/agent-settings.port.js'
import type { ManageHooksDeps } from '../application/hooks/manage-hooks.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { Unavailable } from '../application/shared/errors.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import { configuredFolders, transcriptFolders, userEnvironment } from './agent-folders.js'
import type { Config } from './environment.js'
import { scriptsParent, sessionRunner } from './session-places.js'
import type { HubTools } from './tools.js'

/** Scripts of hooks; `adapters` as for `openGate`. */
export const hookScripts = (config: Config, adapters: string): HookScripts =>
  fsHookScripts({
    disk: nodeDisk,
    parent: scriptsParent(config),
    builtIn: join(adapters, 'agents', claudeCode.id),
    isShared: config.sessionUser !== null,
  })

/** Settings of Claude Code of the user that sessions run as. */
export const agentSettings = (config: Config, runner: CommandRunner): AgentSettings =>
  config.sessionUser === null
    ? fsAgentSettings(settingsFolder(configuredFolders(config, claudeCode), config.agentHome))
    : accountAgentSettings(
        sessionRunner(config, runner),
        settingsFolder(configuredFolders(config, claudeCode), config.agentHome),
      )

/** Settings of a CLI of the user that sessions run as. Its scripts are copies of its own: those of another CLI may go. */
const ownHooks = (
  config: Config,
  adapters: string,
  runner: CommandRunner,
  { id, folder, file }: { readonly id: AgentId; readonly folder: string; readonly file: string },
): Pick<ManageHooksDeps, 'settings' | 'scripts' | 'managed' | 'directories'> => {
  const isShared = config.sessionUser !== null
  return {
    settings: isShared
      ? accountAgentSettings(sessionRunner(config, runner), folder, file)
      : fsAgentSettings(folder, file),
    scripts: fsHookScripts({
      disk: nodeDisk,
      parent: join(scriptsParent(config), id),
      builtIn: join(adapters, 'agents', claudeCode.id),
      isShared,
    }),
    managed: null,
    directories: T.of([config.agentHome]),
  }
}

type OwnHooks = Pick<
  ManageHooksDeps,
  'agentGate' | 'settings' | 'scripts' | 'managed' | 'projectSettings' | 'directories'
>

/** Folder of Codex of the user that sessions run as. */
const folderOfCodex = (config: Config): string => codexFolder(configuredFolders(config, codex), config.agentHome)

export const codexHooks = (config: Config, adapters: string, runner: CommandRunner): OwnHooks => ({
  ...ownHooks(config, adapters, runner, { id: codex.id, folder: folderOfCodex(config), file: 'hooks.json' }),
  agentGate: codexGate,
  projectSettings: fsProjectAgentSettings([join(folderOfCodex(config), 'config.toml')]),
})

export const opencodeHooks = (config: Config, adapters: string, runner: CommandRunner): OwnHooks => ({
  ...ownHooks(config, adapters, runner, { id: opencode.id, folder: pluginFolder(config), file: 'penates.js' }),
  agentGate: opencodeGate,
  projectSettings: fsProjectAgentSettings([]),
})

/** Plugins of opencode. */
const pluginFolder = (config: Config): string =>
  join(userEnvironment(config)['XDG_CONFIG_HOME'] ?? join(config.agentHome, '.config'), 'opencode', 'plugin')

/** User that sessions run as. */
export const sessionUid = ({ sessionUser, stateFolder }: Config): T.Task<number> =>
  sessionUser === null ? ownerOf(stateFolder) : T.of(sessionUser.uid)

type GateTools = Pick<
  HubTools,
  | 'agentSettings'
  | 'sessionUid'
  | 'answerSigner'
  | 'approvalHistory'
  | 'hookScripts'
  | 'managedSettings'
  | 'pastCalls'
  | 'projectSettings'
  | 'terminalQuestions'
  | 'toolResults'
>

/** Opens the ports that guard the gate itself. `adapters` is the folder of the compiled outbound adapters. */
export const openGate = (
  config: Config,
  adapters: string,
  runner: CommandRunner,
): TE.TaskEither<Unavailable, GateTools> =>
  pipe(
    openAnswerSigner(nodeDisk, join(config.stateFolder, ANSWER_KEY_FILE)),
    TE.map((answerSigner) => ({
      agentSettings: agentSettings(config, runner),
      sessionUid: sessionUid(config),
      answerSigner,
      approvalHistory: fileApprovalHistory(join(config.stateFolder, APPROVALS_LOG)),
      hookScripts: hookScripts(config, adapters),
      managedSettings: fsManagedSettings(managedFolder()),
      pastCalls: transcriptPastCalls(
        transcriptFolders(config).map(({ transcripts, folders }) => transcripts.pastCalls(folders)),
      ),
      projectSettings: fsProjectAgentSettings(managedSettings()),
      terminalQuestions: codexTerminalQuestions(folderOfCodex(config)),
      toolResults: transcriptToolResults(projectFolders(configuredFolders(config, claudeCode), config.agentHome)),
    })),
  )

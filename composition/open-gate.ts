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
import { transcriptPastCalls } from '../adapters/outbound/agents/claude-code/past-calls.js'
import { fsProjectAgentSettings } from '../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { codex } from '../adapters/outbound/agents/codex/codex.js'
import { gate as codexGate } from '../adapters/outbound/agents/codex/gate.js'
import { ownerOf } from '../adapters/outbound/system/owner-of.js'
import { transcriptToolResults } from '../adapters/outbound/agents/claude-code/tool-results.js'
import type { AgentSettings, HookScripts } from '../application/hooks/agent-settings.port.js'
import type { ManageHooksDeps } from '../application/hooks/manage-hooks.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { Unavailable } from '../application/shared/errors.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'
import { scriptsParent, sessionRunner } from './session-places.js'
import type { HubTools } from './tools.js'

const HOOKS_FILE = 'hooks.json'

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
    ? fsAgentSettings(settingsFolder(config.claudeFolders, config.agentHome))
    : accountAgentSettings(sessionRunner(config, runner), settingsFolder(config.claudeFolders, config.agentHome))

/** Hooks of Codex, of the user that sessions run as. Their scripts are copies of their own: those of another CLI may go. */
export const codexHooks = (
  config: Config,
  adapters: string,
  runner: CommandRunner,
): Pick<ManageHooksDeps, 'agentGate' | 'settings' | 'scripts' | 'managed' | 'projectSettings' | 'directories'> => {
  const { sessionUser, codexFolder, agentHome } = config
  const isShared = sessionUser !== null
  return {
    agentGate: codexGate,
    settings: isShared
      ? accountAgentSettings(sessionRunner(config, runner), codexFolder, HOOKS_FILE)
      : fsAgentSettings(codexFolder, HOOKS_FILE),
    scripts: fsHookScripts({
      disk: nodeDisk,
      parent: join(scriptsParent(config), codex.id),
      builtIn: join(adapters, 'agents', claudeCode.id),
      isShared,
    }),
    managed: null,
    projectSettings: fsProjectAgentSettings([join(codexFolder, 'config.toml')]),
    directories: T.of([agentHome]),
  }
}

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
      pastCalls: transcriptPastCalls(projectFolders(config.claudeFolders, config.agentHome)),
      projectSettings: fsProjectAgentSettings(managedSettings()),
      toolResults: transcriptToolResults(projectFolders(config.claudeFolders, config.agentHome)),
    })),
  )

import { join } from 'node:path'
import * as T from 'fp-ts/lib/Task.js'
import type { AgentEntry, HookFile } from '../../adapters/outbound/agents/agent-entry.js'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { accountAgentSettings } from '../../adapters/outbound/agents/claude-code/agent-settings.account.js'
import { fsAgentSettings } from '../../adapters/outbound/agents/claude-code/agent-settings.fs.js'
import { claudeCode } from '../../adapters/outbound/agents/claude-code/claude-code.js'
import { hookFile as claudeFile } from '../../adapters/outbound/agents/claude-code/gate.js'
import { fsHookScripts, scriptFiles } from '../../adapters/outbound/agents/claude-code/hook-scripts.fs.js'
import { fsProjectAgentSettings } from '../../adapters/outbound/agents/claude-code/project-agent-settings.fs.js'
import { ownerOf } from '../../adapters/outbound/system/owner-of.js'
import type { AgentSettings, HookScripts } from '../../application/hooks/agent-settings.port.js'
import type { ManageHooksDeps } from '../../application/hooks/manage-hooks.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { configuredFolders, userEnvironment } from './agent-folders.js'
import type { Config } from '../config/environment.js'
import { scriptsParent, sessionRunner } from './session-places.js'

/** Scripts of hooks below `parent`. `adapters` is the folder of the compiled outbound adapters. */
export const hookScripts = (config: Config, adapters: string, parent = scriptsParent(config)): HookScripts =>
  fsHookScripts({
    disk: nodeDisk,
    parent,
    builtIn: join(adapters, 'agents', claudeCode.id),
    isShared: config.sessionUser !== null,
  })

/** Folder of the file with the hooks of a CLI. */
const folderOf = (config: Config, agent: AgentEntry, { folder }: HookFile): string =>
  folder({
    home: config.agentHome,
    configured: configuredFolders(config, agent),
    environment: userEnvironment(config),
  })

/**
 * Files that the hub and `penates hooks` replace: scripts, and settings of CLIs unless these belong to another user.
 */
export function filesOfHooks(config: Config): ReadonlyArray<string> {
  const parent = scriptsParent(config)
  const found = AGENTS.flatMap((agent) => {
    if (agent.hookFile === null) return []
    const scripts = scriptFiles(join(parent, agent.id))
    if (config.sessionUser !== null) return scripts
    return [...scripts, join(folderOf(config, agent, agent.hookFile), agent.hookFile.name)]
  })
  return [...scriptFiles(parent), ...found]
}

/** Settings file in a folder of the user that sessions run as. */
const settingsIn = (config: Config, runner: CommandRunner, folder: string, name: string): AgentSettings =>
  config.sessionUser === null
    ? fsAgentSettings(folder, name)
    : accountAgentSettings(sessionRunner(config, runner), folder, name)

/** Settings of Claude Code of the user that sessions run as. */
export const agentSettings = (config: Config, runner: CommandRunner): AgentSettings =>
  settingsIn(config, runner, folderOf(config, claudeCode, claudeFile), claudeFile.name)

/**
 * Hooks in the settings of a coding CLI; `null` for one without. Its scripts are copies of its own: those of another CLI may go.
 */
export function openHooks(
  config: Config,
  runner: CommandRunner,
  adapters: string,
  agent: AgentEntry,
): OpenHooks | null {
  const { id, hookFile } = agent
  if (hookFile === null) return null
  const folder = folderOf(config, agent, hookFile)
  return {
    agentGate: hookFile.gate,
    settings: settingsIn(config, runner, folder, hookFile.name),
    scripts: hookScripts(config, adapters, join(scriptsParent(config), id)),
    managed: null,
    projectSettings: fsProjectAgentSettings(hookFile.others(folder)),
    directories: T.of([config.agentHome]),
  }
}

type OpenHooks = Omit<ManageHooksDeps, 'hubUrl' | 'node' | 'answerKey' | 'uid'>

/** User that sessions run as. */
export const sessionUid = ({ sessionUser, stateFolder }: Config): T.Task<number> =>
  sessionUser === null ? ownerOf(stateFolder) : T.of(sessionUser.uid)

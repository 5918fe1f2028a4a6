import type * as T from 'fp-ts/lib/Task.js'
import type { GateWeakness } from '../../domain/hooks/installation.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { ProjectAgentSettings, SettingsFile } from './project-agent-settings.port.js'

/** Settings files of several folders (absolute), each file once. */
export const readSettingsFiles =
  (
    projectSettings: ProjectAgentSettings,
    directories: T.Task<ReadonlyArray<string>>,
  ): T.Task<ReadonlyArray<SettingsFile>> =>
  async () => {
    const files = new Map<string, SettingsFile>()
    for (const directory of await directories())
      for (const found of await projectSettings.read(directory)()) files.set(found.file, found)
    return [...files.values()]
  }

/** Weaknesses of the gate in settings files of agents. */
export const weaknessesOf = (agents: AgentClis, files: ReadonlyArray<SettingsFile>): ReadonlyArray<GateWeakness> =>
  files.flatMap(({ file, text }) => agents.flatMap(({ gate }) => gate?.weaknessesIn(file, text) ?? []))

import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { GateWeakness } from '../../domain/hooks/installation.js'
import type { ProjectAgentSettings, SettingsFile } from './project-agent-settings.port.js'
import type { HooksPorts } from './ports.js'

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

/** Weaknesses of the gate of a session in this folder (absolute), in settings of the person, the administrator and the project. */
export const findWeaknesses =
  ({ agents, agentSettings, projectSettings }: Pick<HooksPorts, 'agents' | 'agentSettings' | 'projectSettings'>) =>
  (directory: string): T.Task<ReadonlyArray<GateWeakness>> =>
  async () => {
    const [own, others] = await Promise.all([agentSettings.read(), projectSettings.read(directory)()])
    const person: SettingsFile = {
      file: agentSettings.file,
      text: E.isRight(own) ? (own.right ?? '') : '',
      owner: 'person',
    }
    return [person, ...others]
      .flatMap(({ file, text, owner }) => agents.flatMap(({ gate }) => gate?.weaknessesIn(file, text, owner) ?? []))
      .filter(({ severity }) => severity === 'weakens')
  }

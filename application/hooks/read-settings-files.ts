import type * as T from 'fp-ts/lib/Task.js'
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

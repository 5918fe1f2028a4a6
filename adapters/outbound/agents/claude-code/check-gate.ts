import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Prerequisite } from '../../../../application/doctor/prerequisite.port.js'
import type { AgentSettings } from '../../../../application/hooks/agent-settings.port.js'
import { readSettingsFiles } from '../../../../application/hooks/read-settings-files.js'
import type { ProjectAgentSettings } from '../../../../application/hooks/project-agent-settings.port.js'
import { weaknessesIn } from './gate-weaknesses.js'

const NAME = 'agent settings'
const MEND = 'Take it out of the file, or put the gate beyond it: penates hooks install --strict --managed'

/** Looks for what weakens the gate in the settings of the person, of the administrator and of folders. */
export const checkGate =
  (given: {
    readonly settings: AgentSettings
    readonly projectSettings: ProjectAgentSettings
    /** Absolute. */
    readonly directories: T.Task<ReadonlyArray<string>>
  }): Prerequisite =>
  async () => {
    const { settings, projectSettings, directories } = given
    const own = await settings.read()
    if (E.isLeft(own)) return [{ name: NAME, state: 'warning', detail: own.left.detail, mend: null }]
    const files = [
      { file: settings.file, text: own.right ?? '' },
      ...(await readSettingsFiles(projectSettings, directories)()),
    ]
    const weaknesses = files
      .flatMap(({ file, text }) => weaknessesIn(file, text))
      .filter(({ severity }) => severity === 'weakens')
    return weaknesses.length === 0
      ? [{ name: NAME, state: 'ok', detail: 'nothing in them weakens the gate', mend: null }]
      : weaknesses.map(({ file, what }) => ({ name: NAME, state: 'warning', detail: `${file}: ${what}`, mend: MEND }))
  }

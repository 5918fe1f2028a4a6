import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Prerequisite } from '../../../../application/doctor/prerequisite.port.js'
import type { AgentSettings } from '../../../../application/hooks/agent-settings.port.js'
import { readSettingsFiles } from '../../../../application/hooks/watch-project-settings.js'
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
      { file: settings.file, text: own.right ?? '', owner: 'person' as const },
      ...(await readSettingsFiles(projectSettings, directories)()),
    ]
    const found = files.flatMap(({ file, text, owner }) => weaknessesIn(file, text, owner))
    const rows = found.map(({ file, what, severity }) =>
      severity === 'weakens'
        ? ({ name: NAME, state: 'warning', detail: `${file}: ${what}`, mend: MEND } as const)
        : ({ name: NAME, state: 'ok', detail: `note: ${file}: ${what}`, mend: null } as const),
    )
    return rows.some(({ state }) => state === 'warning')
      ? rows
      : [{ name: NAME, state: 'ok', detail: 'nothing in them weakens the gate', mend: null }, ...rows]
  }

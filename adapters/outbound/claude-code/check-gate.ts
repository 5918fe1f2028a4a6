import * as E from 'fp-ts/lib/Either.js'
import type { Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import type { AgentSettings } from '../../../application/hooks/agent-settings.port.js'
import type { ProjectAgentSettings } from '../../../application/hooks/project-agent-settings.port.js'
import { weaknessesIn } from '../../../domain/hooks/gate-weaknesses.js'

const NAME = 'agent settings'
const MEND = 'Take it out of the file, or put the gate beyond it: penates hooks install --strict --managed'

/** Looks for what weakens the gate in the settings of the person, of the administrator and of a folder. */
export const checkGate =
  (given: {
    readonly settings: AgentSettings
    readonly projectSettings: ProjectAgentSettings
    /** Absolute. */
    readonly directory: string
  }): Prerequisite =>
  async () => {
    const { settings, projectSettings, directory } = given
    const own = await settings.read()
    if (E.isLeft(own)) return [{ name: NAME, state: 'warning', detail: own.left.detail, mend: null }]
    const files = [{ file: settings.file, text: own.right ?? '' }, ...(await projectSettings.read(directory)())]
    const weaknesses = files
      .flatMap(({ file, text }) => weaknessesIn(file, text))
      .filter(({ severity }) => severity === 'weakens')
    return weaknesses.length === 0
      ? [{ name: NAME, state: 'ok', detail: 'nothing in them weakens the gate', mend: null }]
      : weaknesses.map(({ file, what }) => ({ name: NAME, state: 'warning', detail: `${file}: ${what}`, mend: MEND }))
  }

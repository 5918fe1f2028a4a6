import type { FilesFeature } from '../files/files-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { Simulator } from './simulator.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface MataPorts {
  readonly simulator: Simulator
  readonly sessions: Pick<SessionsFeature, 'locateSession'>
  readonly files: Pick<FilesFeature, 'keepImage'>
  readonly clock: Clock
}

/** The same with the use cases of other features and the steps that use cases share. */
export type MataSteps = MataPorts & MataPorts['sessions'] & MataPorts['files']

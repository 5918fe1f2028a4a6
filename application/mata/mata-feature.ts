import type { FilesFeature } from '../files/files-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import { makeCaptureSimulator, type CaptureSimulator } from './capture-simulator.js'
import type { Simulator } from './simulator.port.js'
import { makeWatchSimulator, type WatchSimulator } from './watch-simulator.js'

/** The iOS simulator: its state, its start and stop, and pictures of it. */
export interface MataFeature extends WatchSimulator {
  readonly captureSimulator: CaptureSimulator
}

export interface MataDeps {
  readonly simulator: Simulator
  readonly sessions: Pick<SessionsFeature, 'locateSession'>
  readonly files: Pick<FilesFeature, 'keepImage'>
  readonly clock: Clock
}

export const makeMata = ({ sessions, files, ...ports }: MataDeps): MataFeature => ({
  ...makeWatchSimulator(ports),
  captureSimulator: makeCaptureSimulator({ ...ports, ...sessions, ...files }),
})

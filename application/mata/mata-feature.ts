import {
  makeCaptureSimulator,
  makeWatchSimulator,
  type CaptureSimulator,
  type WatchSimulator,
} from './watch-simulator.js'
import type { MataPorts } from './ports.js'

/** The iOS simulator: its state, its start and stop, and pictures of it. */
export interface MataFeature extends WatchSimulator {
  readonly captureSimulator: CaptureSimulator
}

export const makeMata = ({ sessions, files, ...ports }: MataPorts): MataFeature => ({
  ...makeWatchSimulator(ports),
  captureSimulator: makeCaptureSimulator({ ...ports, ...sessions, ...files }),
})

import type { CaptureSimulator } from '../application/mata/capture-simulator.js'
import type { Simulator } from '../application/mata/simulator.port.js'
import type { WatchSimulator } from '../application/mata/watch-simulator.js'
import { token } from './token.js'

/** What has to do with the iOS simulator. */
export const MATA_TOKENS = {
  captureSimulator: token<CaptureSimulator>('captureSimulator'),
  simulator: token<Simulator>('simulator'),
  watchSimulator: token<WatchSimulator>('watchSimulator'),
}

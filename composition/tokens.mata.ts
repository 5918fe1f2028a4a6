import type { Simulator } from '../application/mata/simulator.port.js'
import type { MataFeature } from '../application/mata/mata-feature.js'
import { token } from './token.js'

/** What has to do with the iOS simulator. */
export const MATA_TOKENS = {
  mata: token<MataFeature>('mata'),
  simulator: token<Simulator>('simulator'),
}

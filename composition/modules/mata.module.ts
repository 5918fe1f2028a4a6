import { ContainerModule } from 'inversify'
import { makeCaptureSimulator } from '../../application/mata/capture-simulator.js'
import { makeWatchSimulator } from '../../application/mata/watch-simulator.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const mataModule = new ContainerModule((options) => {
  provide(options, T.watchSimulator, makeWatchSimulator, { simulator: T.simulator, clock: T.clock })
  provide(options, T.captureSimulator, makeCaptureSimulator, {
    locateSession: T.locateSession,
    simulator: T.simulator,
    keepImage: T.keepImage,
  })
})

import { ContainerModule } from 'inversify'
import { makeMata } from '../../application/mata/mata-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { simulator, sessions, keepImage, clock } = T

export const mataModule = new ContainerModule((options) => {
  provide(options, T.mata, makeMata, { simulator, sessions, keepImage, clock })
})

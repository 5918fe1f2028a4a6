import { ContainerModule } from 'inversify'
import { makePreview } from '../../application/preview/preview-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { previewHost, ownPort, portScan, simulator, seal, accessTokens, secrets, clock } = T

export const previewModule = new ContainerModule((options) => {
  provide(options, T.preview, makePreview, {
    previewHost,
    ownPort,
    portScan,
    simulator,
    seal,
    accessTokens,
    secrets,
    clock,
  })
})

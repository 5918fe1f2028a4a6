import { ContainerModule } from 'inversify'
import { makeEnterPreview } from '../../application/preview/enter-preview.js'
import { makeReadPreview } from '../../application/preview/read-preview.js'
import { makeSelectPreview } from '../../application/preview/select-preview.js'
import { makeSelections } from '../../application/preview/selections.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const previewModule = new ContainerModule((options) => {
  provide(options, T.selections, makeSelections, { clock: T.clock, secrets: T.secrets })
  provide(options, T.selectPreview, makeSelectPreview, {
    previewHost: T.previewHost,
    ownPort: T.ownPort,
    simulator: T.simulator,
    portScan: T.portScan,
    selections: T.selections,
  })
  provide(options, T.readPreview, makeReadPreview, {
    ownPort: T.ownPort,
    portScan: T.portScan,
    selections: T.selections,
  })
  provide(options, T.enterPreview, makeEnterPreview, {
    selections: T.selections,
    seal: T.seal,
    accessTokens: T.accessTokens,
    clock: T.clock,
  })
})

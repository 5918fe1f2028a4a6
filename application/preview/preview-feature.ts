import type { AccessTokens } from '../access/access-tokens.port.js'
import type { Secrets } from '../approvals/secrets.port.js'
import type { Simulator } from '../mata/simulator.port.js'
import type { Clock } from '../shared/clock.port.js'
import { makeEnterPreview, type EnterPreview } from './enter-preview.js'
import type { PortScan } from './port-scan.port.js'
import { makeReadPreview, type ReadPreview } from './read-preview.js'
import type { Seal } from './seal.port.js'
import { makeSelectPreview, type SelectPreview } from './select-preview.js'
import { makeSelections, type Selections } from './selections.js'

/** Preview of programs that listen on this machine. */
export interface PreviewFeature {
  /** Host name that previews are shown on; `null` when there is none. */
  readonly previewHost: string | null
  readonly selections: Selections
  readonly readPreview: ReadPreview
  readonly selectPreview: SelectPreview
  readonly enterPreview: EnterPreview
}

export interface PreviewDeps extends Pick<PreviewFeature, 'previewHost'> {
  /** Port that the hub listens on. */
  readonly ownPort: () => number
  readonly portScan: PortScan
  readonly simulator: Simulator
  readonly seal: Seal
  /** `null` when no access proxy stands before the hub. */
  readonly accessTokens: AccessTokens | null
  readonly secrets: Secrets
  readonly clock: Clock
}

export function makePreview(deps: PreviewDeps): PreviewFeature {
  const selections = makeSelections(deps)
  const shared = { ...deps, selections }
  return {
    previewHost: deps.previewHost,
    selections,
    readPreview: makeReadPreview(shared),
    selectPreview: makeSelectPreview(shared),
    enterPreview: makeEnterPreview(shared),
  }
}

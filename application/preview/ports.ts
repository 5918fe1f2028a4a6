import type { AccessTokens } from '../access/access-tokens.port.js'
import type { Simulator } from '../mata/simulator.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { PortScan } from './port-scan.port.js'
import type { Seal } from './seal.port.js'
import type { Selections } from './selections.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface PreviewPorts {
  /** `null` when no access proxy stands before the hub. */
  readonly accessTokens: AccessTokens | null
  readonly clock: Clock
  readonly previewHost: string | null
  /** Port of the hub itself. */
  readonly ownPort: () => number
  readonly simulator: Simulator
  readonly portScan: PortScan
  readonly seal: Seal
  readonly secrets: Secrets
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface PreviewSteps extends PreviewPorts {
  readonly selections: Selections
}

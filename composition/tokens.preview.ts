import type { PortScan } from '../application/preview/port-scan.port.js'
import type { Seal } from '../application/preview/seal.port.js'
import type { PreviewFeature } from '../application/preview/preview-feature.js'
import { token } from './token.js'

/** What has to do with the preview of programs of this machine. */
export const PREVIEW_TOKENS = {
  portScan: token<PortScan>('portScan'),
  seal: token<Seal>('seal'),
  /** Host name that previews are shown on; `null` when there is none. */
  previewHost: token<string | null>('previewHost'),
  /** Where the hub itself listens. */
  ownPort: token<() => number>('ownPort'),
  preview: token<PreviewFeature>('preview'),
}

import type { EnterPreview } from '../application/preview/enter-preview.js'
import type { PortScan } from '../application/preview/port-scan.port.js'
import type { ReadPreview } from '../application/preview/read-preview.js'
import type { Seal } from '../application/preview/seal.port.js'
import type { SelectPreview } from '../application/preview/select-preview.js'
import type { Selections } from '../application/preview/selections.js'
import { token } from './token.js'

/** What has to do with the preview of programs of this machine. */
export const PREVIEW_TOKENS = {
  portScan: token<PortScan>('portScan'),
  seal: token<Seal>('seal'),
  /** Host name that previews are shown on; `null` when there is none. */
  previewHost: token<string | null>('previewHost'),
  /** Where the hub itself listens. */
  ownPort: token<() => number>('ownPort'),
  selections: token<Selections>('selections'),
  selectPreview: token<SelectPreview>('selectPreview'),
  readPreview: token<ReadPreview>('readPreview'),
  enterPreview: token<EnterPreview>('enterPreview'),
}

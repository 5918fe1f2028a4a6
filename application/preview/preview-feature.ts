import { makeEnterPreview, type EnterPreview } from './enter-preview.js'
import { makeReadPreview, type ReadPreview } from './read-preview.js'
import { makeSelectPreview, type SelectPreview } from './select-preview.js'
import { makeSelections, type Selections } from './selections.js'
import type { PreviewPorts } from './ports.js'

/** Preview of programs that listen on this machine. */
export interface PreviewFeature {
  /** Host name that previews are shown on; `null` when there is none. */
  readonly previewHost: string | null
  readonly selections: Selections
  readonly readPreview: ReadPreview
  readonly selectPreview: SelectPreview
  readonly enterPreview: EnterPreview
}

export function makePreview(deps: PreviewPorts): PreviewFeature {
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

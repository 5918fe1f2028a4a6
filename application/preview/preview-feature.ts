import { makeEnterPreview, type EnterPreview, type EnterPreviewDeps } from './enter-preview.js'
import { makeReadPreview, type ReadPreview } from './read-preview.js'
import { makeSelectPreview, type SelectPreview, type SelectPreviewDeps } from './select-preview.js'
import { makeSelections, type Selections, type SelectionsDeps } from './selections.js'

/** Preview of programs that listen on this machine. */
export interface PreviewFeature {
  /** Host name that previews are shown on; `null` when there is none. */
  readonly previewHost: string | null
  readonly selections: Selections
  readonly readPreview: ReadPreview
  readonly selectPreview: SelectPreview
  readonly enterPreview: EnterPreview
}

export type PreviewDeps = Omit<SelectPreviewDeps & EnterPreviewDeps, 'selections'> & SelectionsDeps

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

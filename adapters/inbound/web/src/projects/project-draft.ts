import { hasShapeOf } from '../state/draft-shelf.js'
import { draftSignal } from '../state/drafts.js'

interface ProjectDraft {
  readonly folder: string
  /** `null` as long as the folder's own name is good enough. */
  readonly name: string | null
}

const EMPTY: ProjectDraft = { folder: '', name: null }

/** Input of the dialog; kept when it closes, when the hub is away, and over a reload. */
export const projectDraft = draftSignal('new-project', EMPTY, hasShapeOf(EMPTY))

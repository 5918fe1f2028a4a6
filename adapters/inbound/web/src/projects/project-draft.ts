import { hasShapeOf } from '../state/draft-shelf.js'
import { draftSignal } from '../state/drafts.js'

interface ProjectDraft {
  readonly folder: string
  /** `null` while the folder's name is used. */
  readonly name: string | null
}

const EMPTY: ProjectDraft = { folder: '', name: null }

/** Input of the dialog, kept when it is closed, when the hub is unreachable and over a reload. */
export const projectDraft = draftSignal('new-project', EMPTY, hasShapeOf(EMPTY))

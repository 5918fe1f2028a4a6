import { CLIS, defaultVariant } from '../../../../../domain/sessions/cli-registry.js'
import { hasShapeOf } from '../state/draft-shelf.js'
import { draftSignal } from '../state/drafts.js'

/** Value of the program selection for the user's default shell. */
export const SHELL = ''

export interface Draft {
  readonly command: string
  readonly folder: string
  /** `null` while the name suggested for the folder is used. */
  readonly name: string | null
}

const [first] = CLIS

const EMPTY: Draft = { command: first ? defaultVariant(first).command : SHELL, folder: '', name: null }

/** Input of the dialog, kept when it is closed, when the hub is unreachable and over a reload. */
export const draft = draftSignal('new-session', EMPTY, hasShapeOf(EMPTY))

export function patchDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
}

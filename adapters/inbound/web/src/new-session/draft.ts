import { CLIS, defaultVariant } from '../../../../../domain/sessions/cli-registry.js'
import { hasShapeOf } from '../state/draft-shelf.js'
import { draftSignal } from '../state/drafts.js'

/** In place of a command line: the person's plain shell. */
export const SHELL = ''

export interface Draft {
  readonly command: string
  readonly folder: string
  /** `null` as long as the folder's suggestion is good enough. */
  readonly name: string | null
}

const [first] = CLIS

const EMPTY: Draft = { command: first ? defaultVariant(first).command : SHELL, folder: '', name: null }

/** Input of the dialog; kept when it closes, when the hub is away, and over a reload. */
export const draft = draftSignal('new-session', EMPTY, hasShapeOf(EMPTY))

export function patchDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
}

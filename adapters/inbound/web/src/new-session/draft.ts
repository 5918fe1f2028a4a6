import { computed } from '@preact/signals'
import { clis } from '../state/clis.js'
import { hasShapeOf } from '../state/draft-shelf.js'
import { draftSignal } from '../state/drafts.js'

/** Value of the program selection for the user's default shell. */
export const SHELL = ''

export interface Draft {
  /** `null` while the suggested program is used. */
  readonly command: string | null
  readonly folder: string
  /** `null` while the name suggested for the folder is used. */
  readonly name: string | null
}

const EMPTY: Draft = { command: null, folder: '', name: null }

/** Input of the dialog, kept when it is closed, when the hub is unreachable and over a reload. */
export const draft = draftSignal('new-session', EMPTY, hasShapeOf(EMPTY))

/** Command line to start: the chosen one, else that of the first CLI; `null` before the hub has listed its CLIs. */
export const command = computed(() => draft.value.command ?? clis.value[0]?.variants.find(isDefault)?.command ?? null)

export const isDefault = (variant: { readonly isDefault: boolean }): boolean => variant.isDefault

export function patchDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
}

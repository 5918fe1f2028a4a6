import { signal } from '@preact/signals'
import { CLIS, defaultVariant } from '../../../../../domain/sessions/cli-registry.js'

/** In place of a command line: the person's plain shell. */
export const SHELL = ''

export interface Draft {
  readonly command: string
  readonly folder: string
  /** `null` as long as the folder's suggestion is good enough. */
  readonly name: string | null
}

const [first] = CLIS

/** What was typed; kept when the dialog closes or the hub is away. */
export const draft = signal<Draft>({ command: first ? defaultVariant(first).command : SHELL, folder: '', name: null })

export function patchDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
}

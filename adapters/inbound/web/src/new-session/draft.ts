import { computed } from '@preact/signals'
import { cliOf } from '../../../../../domain/agents/agent-program.js'
import { shellWord } from '../../../../../domain/agents/command-line.js'
import { clis } from '../state/clis.js'
import { hasShapeOf } from '../state/draft-shelf.js'
import { draftSignal } from '../state/drafts.js'

/** Value of the program selection for the user's default shell. */
export const SHELL = ''

export interface Draft {
  /** `null` while the suggested program is used. */
  readonly command: string | null
  /** Empty for the default of the program. */
  readonly model: string
  readonly folder: string
  /** `null` while the name suggested for the folder is used. */
  readonly name: string | null
  readonly prompt: string
  readonly hasWorktree: boolean
  /** `null` while the name of the session is used. */
  readonly branch: string | null
  /** Number of sessions to start. */
  readonly count: number
}

const EMPTY: Draft = {
  command: null,
  model: '',
  folder: '',
  name: null,
  prompt: '',
  hasWorktree: false,
  branch: null,
  count: 1,
}

export const isDraft = hasShapeOf(EMPTY)

/** Input of the dialog, kept when it is closed, when the hub is unreachable and over a reload. */
export const draft = draftSignal('new-session', EMPTY, isDraft)

/** Command line of the chosen variant, else that of the first CLI; `null` before the hub has listed its CLIs. */
export const variant = computed(() => draft.value.command ?? clis.value[0]?.variants.find(isDefault)?.command ?? null)

export const chosenCli = computed(() => cliOf(clis.value, variant.value ?? SHELL))

/** Command line to start, with the chosen model. */
export const command = computed(() => {
  const model = draft.value.model.trim()
  const models = chosenCli.value?.models ?? null
  return models === null || model === '' ? variant.value : `${variant.value} ${models.flag} ${shellWord(model)}`
})

export const isDefault = (variant: { readonly isDefault: boolean }): boolean => variant.isDefault

export function patchDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
}

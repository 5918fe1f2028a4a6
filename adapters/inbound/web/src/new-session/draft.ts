import { computed } from '@preact/signals'
import { cliOf } from '../../../../../domain/agents/agent-program.js'
import { shellWord } from '../../../../../domain/agents/command-line.js'
import { setup } from '../setup/setup-state.js'
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

/** CLIs with their version, by id; empty until the hub has looked for them. */
export const foundClis = computed(() => new Map(setup.value?.clis.map((cli) => [cli.id, cli] as const)))

export const isMissing = (id: string): boolean => foundClis.value.get(id)?.isInstalled === false

const isStartable = (command: string): boolean => {
  const cli = cliOf(clis.value, command)
  return cli === undefined || !isMissing(cli.id)
}

/**
 * Command line of the chosen variant, else that of the first installed CLI, else the shell; `null` before the hub has listed its
 * CLIs.
 */
export const variant = computed(() => {
  const { command } = draft.value
  if (command !== null && isStartable(command)) return command
  if (clis.value.length === 0) return null
  return clis.value.find(({ id }) => !isMissing(id))?.variants.find(isDefault)?.command ?? SHELL
})

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

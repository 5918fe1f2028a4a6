import { computed } from '@preact/signals'
import { cliOf } from '../../../../../domain/agents/agent-program.js'
import { shellWord } from '../../../../../domain/agents/command-line.js'
import type { HubCli } from '../app/hub/hub.js'
import { setup } from '../setup/setup-state.js'
import { clis } from '../app/clis.js'
import { hasShapeOf, areEntries, isText } from '../app/draft-shelf.js'
import { draftSignal } from '../app/drafts.js'
import { parsed } from '../app/platform/parsed.js'
import { chosenCommands } from '../app/platform/preferences.js'

/** Folder and the command line that a person last chose for it in the form. */
type ChosenCommand = readonly [folder: string, command: string]

/** Folders whose choice is kept. */
const MAX_CHOSEN = 100

type Offered = Pick<HubCli, 'variants'>

/** Command line of the variant that asks most. */
const askingCommand = ({ variants }: Offered): string | null =>
  (variants.find(({ tier }) => tier === 'safe') ?? variants[0])?.command ?? null

/** Command line of this CLI that was chosen for the folder, else the one that asks. */
export function preselectedOf(cli: Offered, chosen: string | null): string | null {
  return cli.variants.find(({ command }) => command === chosen)?.command ?? askingCommand(cli)
}

/** Command line that the form starts with; `null` without an installed CLI. */
export function preselected(installed: ReadonlyArray<Offered>, chosen: string | null): string | null {
  const cli = installed.find(({ variants }) => variants.some(({ command }) => command === chosen)) ?? installed[0]
  return cli === undefined ? null : preselectedOf(cli, chosen)
}

const areChoices = areEntries(isText)

/** Stored choices, the newest first; none for a text of another shape. */
export const chosenIn = (kept: unknown): ReadonlyArray<ChosenCommand> => (areChoices(kept) ? kept : [])

export const chosenFor = (all: ReadonlyArray<ChosenCommand>, folder: string): string | null =>
  all.find(([known]) => known === folder)?.[1] ?? null

export const withChosen = (
  all: ReadonlyArray<ChosenCommand>,
  folder: string,
  command: string,
): ReadonlyArray<ChosenCommand> =>
  [[folder, command] as const, ...all.filter(([known]) => known !== folder)].slice(0, MAX_CHOSEN)

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

const chosen = computed(() => chosenIn(parsed(chosenCommands.value)))

const chosenHere = computed(() => chosenFor(chosen.value, draft.value.folder.trim()))

/**
 * Command line of the chosen variant, else the one that was last chosen for the folder, else the one of the first installed CLI that
 * asks, else the shell; `null` before the hub has listed its CLIs.
 */
export const variant = computed(() => {
  const { command } = draft.value
  if (command !== null && isStartable(command)) return command
  if (clis.value.length === 0) return null
  const installed = clis.value.filter(({ id }) => !isMissing(id))
  return preselected(installed, chosenHere.value) ?? SHELL
})

/** Chooses a program, in the variant that was last chosen for the folder or that asks. */
export function chooseProgram(cli: HubCli): void {
  patchDraft({ command: preselectedOf(cli, chosenHere.value), model: '' })
}

/** Keeps the choice of the person for this folder; the next form suggests it there, and no other folder. */
export function keepChoice(): void {
  const { command, folder } = draft.value
  if (command === null) return
  if (command !== SHELL) chosenCommands.value = JSON.stringify(withChosen(chosen.value, folder.trim(), command))
  patchDraft({ command: null, model: '' })
}

export const chosenCli = computed(() => cliOf(clis.value, variant.value ?? SHELL))

/** Command line to start, with the chosen model. */
export const command = computed(() => {
  const model = draft.value.model.trim()
  const models = chosenCli.value?.models ?? null
  return models === null || model === '' ? variant.value : `${variant.value} ${models.flag} ${shellWord(model)}`
})

export function patchDraft(change: Partial<Draft>): void {
  draft.value = { ...draft.value, ...change }
}

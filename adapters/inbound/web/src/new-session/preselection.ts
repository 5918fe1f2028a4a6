import type { HubCli } from '../app/hub/hub.js'
import { areEntries, isText } from '../app/draft-shelf.js'

/** Folder and the command line that a person last chose for it in the form. */
export type ChosenCommand = readonly [folder: string, command: string]

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

import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../../test/fixtures/claude-code/screens/', import.meta.url)

/** Names of the recorded screens: version and what is shown. */
export const SCREENS: ReadonlyArray<string> = readdirSync(FOLDER)
  .map((file) => file.replace(/\.txt$/, ''))
  .sort()

/** Rows of a recorded screen of Claude Code, 100 × 40, as the session host reads them. */
export const screenOf = (name: string): ReadonlyArray<string> => rowsIn(new URL(`${name}.txt`, FOLDER))

/** Rows of a recorded page of a dialog. */
export const dialogScreen = (name: string): ReadonlyArray<string> => rowsIn(new URL(`../dialogs/${name}.txt`, FOLDER))

function rowsIn(file: URL): ReadonlyArray<string> {
  const rows = readFileSync(file, 'utf8').split('\n')
  return rows.slice(0, rows.findLastIndex((row) => row.trim() !== '') + 1)
}

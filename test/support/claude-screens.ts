import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../../test/fixtures/claude-code/screens/', import.meta.url)

/** Names of the recorded screens: version and what is shown. */
export const SCREENS: ReadonlyArray<string> = readdirSync(FOLDER)
  .map((file) => file.replace(/\.txt$/, ''))
  .sort()

/** Rows of a recorded screen of Claude Code, 100 × 40, as the session host reads them. */
export function screenOf(name: string): ReadonlyArray<string> {
  const rows = readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8').split('\n')
  return rows.slice(0, rows.findLastIndex((row) => row.trim() !== '') + 1)
}

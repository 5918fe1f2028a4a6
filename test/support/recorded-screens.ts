import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Screen that `scripts/record-screens.mjs` recorded. */
export interface RecordedScreen {
  readonly state: string
  readonly columns: number
  readonly rows: ReadonlyArray<string>
}

/** Recorded screens of a CLI and version. */
export const recordedScreens = (file: string): ReadonlyArray<RecordedScreen> =>
  gunzipSync(readFileSync(resolve(`test/fixtures/screens/${file}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedScreen)

/** First recorded screen of a state at a width. */
export function recordedScreen(file: string, state: string, columns: number): ReadonlyArray<string> {
  const found = recordedScreens(file).find((one) => one.state === state && one.columns === columns)
  if (found === undefined) throw new Error(`no screen of ${state} in ${file}`)
  return found.rows
}

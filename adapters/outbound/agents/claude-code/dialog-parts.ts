import { choiceIn, filled } from '../dialog-choices.js'

/** Rule above a dialog, and within that of a question. */
export const RULE = /^[─━]{10,}$/
/** Rules around what a dialog asks about. */
export const INNER_RULE = /^╌{10,}$/
const CURSOR = /^❯ */
/** Row of a choice without the cursor, and with the blank behind its number. */
export function withoutCursor(row: string): string {
  const choice = choiceIn(row)
  return choice === null ? row : `${choice.key}. ${choice.label}`
}

/** Rows of a dialog without its cursor. */
export const drawnIn = (rows: ReadonlyArray<string>): string =>
  rows
    .map((row) => row.replace(CURSOR, ''))
    .join('\n')
    .trimEnd()

/** Bar before each row of a long text (2.1.332). */
const BAR = /^│ ?/

/** Rows that are not empty, without a bar that all of them have. */
export const withoutBars = (rows: ReadonlyArray<string>): ReadonlyArray<string> =>
  filled(rows.every((row) => BAR.test(row)) ? rows.map((row) => row.replace(BAR, '')) : rows)

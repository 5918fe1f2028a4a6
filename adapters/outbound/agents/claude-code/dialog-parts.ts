import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import { choiceIn, choicesIn, filled, keyOfOnly } from '../dialog-choices.js'

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

/** Positions of the first and the last rule around what the dialog asks about; -1 without one. */
export const innerRules = (rows: ReadonlyArray<string>): readonly [number, number] => [
  rows.findIndex((row) => INNER_RULE.test(row)),
  rows.findLastIndex((row) => INNER_RULE.test(row)),
]

const HINT = /(?:^|\s)Esc to cancel · Tab to amend(?: · ctrl\+e to explain)?$/

/** Keys of the plain yes and the plain no among the choices at the bottom of the screen. */
export function plainKeys(rows: ReadonlyArray<string>): Pick<AgentDialog, 'allowKey' | 'denyKey'> | null {
  const below = filled(rows)
  const choices = choicesIn(below)
  if (!HINT.test(below.join(' ')) || choices === null) return null
  const [allowKey, denyKey] = [keyOfOnly(choices, /^Yes$/), keyOfOnly(choices, /^No$/)]
  return allowKey === null || denyKey === null ? null : { allowKey, denyKey }
}

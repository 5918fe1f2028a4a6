import type { DialogKey } from '../../../../domain/approvals/dialog-step.js'

/** Rule above a dialog, and within that of a question. */
export const RULE = /^[─━]{10,}$/
/** Rules around what a dialog asks about. */
export const INNER_RULE = /^╌{10,}$/
const CURSOR = /^❯ */
/** 2.1.197 drops the blank before a label that is wrapped. */
const CHOICE = /^(?:❯ )?([1-9])\. ?(.+)$/

export interface DialogChoice {
  readonly key: DialogKey
  readonly label: string
}

/** Choice in a row without the blanks around it; `null` for another row. */
export function choiceIn(row: string): DialogChoice | null {
  const [, key, label] = CHOICE.exec(row) ?? []
  return key === undefined || label === undefined ? null : { key: key as DialogKey, label }
}

/** Choices in these rows; `null` when their numbers are not those of a list from 1 on. */
export function choicesIn(rows: ReadonlyArray<string>): ReadonlyArray<DialogChoice> | null {
  const choices = rows.map(choiceIn).filter((choice) => choice !== null)
  return choices.every(({ key }, at) => key === String(at + 1)) ? choices : null
}

/** Key of the only choice with this label; `null` without one and for several. */
export function keyOfOnly(choices: ReadonlyArray<DialogChoice>, label: RegExp): DialogKey | null {
  const [first, ...others] = choices.filter((choice) => label.test(choice.label))
  return first === undefined || others.length > 0 ? null : first.key
}

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

export const filled = (rows: ReadonlyArray<string>): ReadonlyArray<string> => rows.filter((row) => row !== '')

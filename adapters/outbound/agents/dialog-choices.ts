import type { DialogKey } from '../../../domain/approvals/dialog-step.js'

/** Claude Code 2.1.197 drops the blank before a label that is wrapped. */
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

/** Rows that are not empty. */
export const filled = (rows: ReadonlyArray<string>): ReadonlyArray<string> => rows.filter((row) => row !== '')

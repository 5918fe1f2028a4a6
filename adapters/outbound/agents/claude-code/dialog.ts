import type { AgentDialog, DialogKey } from '../../../../domain/approvals/agent-dialog.js'

/** Rule above a dialog. */
const RULE = /^[─━]{10,}$/
/** Rules around the command (2.1.332). */
const INNER_RULE = /^╌{10,}$/
const TITLE = 'Bash command'
const QUESTION = 'Do you want to proceed?'
const CURSOR = /^❯ */
/** 2.1.197 drops the blank before a label that is wrapped. */
const CHOICE = /^(?:❯ )?([1-9])\. ?(.+)$/
/** Bar before each row of a long command (2.1.332). */
const BAR = /^│ ?/
const HINT = /(?:^|\s)Esc to cancel · Tab to amend(?: · ctrl\+e to explain)?$/

/**
 * Reads the dialog that asks to run a command; `null` for any other screen, and for choices without one plain yes and one plain no. The
 * dialog is below all that the agent prints.
 *
 * 2.1.197 draws the command and below it its description. 2.1.332 draws the description, and the command between two rules.
 */
export function readDialog(screen: ReadonlyArray<string>): AgentDialog | null {
  const rows = screen.map((row) => row.trim())
  const top = rows.findLastIndex((row) => RULE.test(row))
  const question = rows.lastIndexOf(QUESTION)
  if (top === -1 || rows[top + 1] !== TITLE || question <= top + 1) return null
  const below = rows.slice(question + 1).filter((row) => row !== '')
  if (!HINT.test(below.join(' '))) return null
  const choices = below.flatMap((row) => {
    const [, key, label] = CHOICE.exec(row) ?? []
    return key === undefined || label === undefined ? [] : [{ key: key as DialogKey, label }]
  })
  const isNumbered = choices.every(({ key }, at) => key === String(at + 1))
  const [allowKey, ...otherYes] = choices.filter(({ label }) => label === 'Yes').map(({ key }) => key)
  const [denyKey, ...otherNo] = choices.filter(({ label }) => label === 'No').map(({ key }) => key)
  if (!isNumbered || allowKey === undefined || denyKey === undefined) return null
  if (otherYes.length > 0 || otherNo.length > 0) return null
  const shown = rows.slice(top + 2, question)
  const [first, last] = [
    shown.findIndex((row) => INNER_RULE.test(row)),
    shown.findLastIndex((row) => INNER_RULE.test(row)),
  ]
  return {
    tool: 'Bash',
    rows: first < last ? withoutBars(shown.slice(first + 1, last)) : shown.filter((row) => row !== ''),
    drawn: rows
      .slice(top)
      .map((row) => row.replace(CURSOR, ''))
      .join('\n')
      .trimEnd(),
    allowKey,
    denyKey,
  }
}

const withoutBars = (rows: ReadonlyArray<string>): ReadonlyArray<string> =>
  (rows.every((row) => BAR.test(row)) ? rows.map((row) => row.replace(BAR, '')) : rows).filter((row) => row !== '')

import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import { drawnIn, INNER_RULE, RULE } from './dialog-parts.js'
import { choiceIn, choicesIn, filled, keyOfOnly } from '../dialog-choices.js'

const TITLE = 'Ready to code?'
const ABOVE = "Here is Claude's plan:"
const QUESTION = 'Claude has written up a plan and is ready to execute. Would you like to proceed?'
const BELOW_FIELD = 'shift+tab to approve with this feedback'
/** The editor is named where there is one, and the file of the plan. */
const HINT = /^(?:ctrl\+g to edit in.+· ?[~/]\S*\.md)?$/

/**
 * Reads the dialog that asks to accept a plan (2.1.197, 2.1.332); `null` for another screen, and for one without the whole plan. The plain
 * yes goes on asking before each change. The last choice is a field for what to change; empty it keeps the agent planning.
 */
export function readPlan(rows: ReadonlyArray<string>): AgentDialog | null {
  const title = rows.lastIndexOf(TITLE)
  const shown = filled(rows.slice(title + 1))
  if (title < 1 || !RULE.test(rows[title - 1] ?? '') || shown[0] !== ABOVE || !INNER_RULE.test(shown[1] ?? ''))
    return null
  const end = shown.findLastIndex((row) => INNER_RULE.test(row))
  const [rule = '', ...asked] = shown.slice(end + 1)
  const first = asked.findIndex((row) => choiceIn(row) !== null)
  const below = asked.indexOf(BELOW_FIELD)
  if (end < 2 || !RULE.test(rule) || asked.slice(0, first).join(' ') !== QUESTION || below <= first) return null
  if (!HINT.test(asked.slice(below + 1).join(''))) return null
  const rowsOfChoices = asked.slice(first, below)
  const choices = choicesIn(rowsOfChoices)
  const allowKey = choices === null ? null : keyOfOnly(choices, /^Yes, manually approve edits$/)
  const last = choices?.at(-1)
  if (allowKey === null || last === undefined || last.key === allowKey) return null
  const at = rowsOfChoices.findLastIndex((row) => choiceIn(row) !== null)
  const hasCursor = rowsOfChoices[at]?.startsWith('❯') === true
  return {
    tool: 'ExitPlanMode',
    rows: shown.slice(2, end),
    drawn: drawnIn(rows.slice(title - 1)),
    allowKey,
    denyKey: last.key,
    ...(hasCursor ? { field: [last.label, ...rowsOfChoices.slice(at + 1)] } : {}),
  }
}

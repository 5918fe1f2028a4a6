import type { StopDialog } from '../../../../domain/stops/stop-dialog.js'
import { choiceIn, choicesIn, keyOfOnly } from '../dialog-choices.js'
import { blockBefore, CURSOR } from './dialog.js'

const PLAN = '• Proposed Plan'
const QUESTION = 'Implement this plan?'
const HINT = 'enter select · esc back'
/** A column with explanations is to the right of the labels. */
const IMPLEMENT = /^Yes, implement this plan(?: {2,}.*)?$/
const STAY = /^No, stay in Plan mode(?: {2,}.*)?$/

/** Reads the question after a plan (0.171.0), which no hook reports; `null` for another screen. A digit chooses. */
export function readPlanDialog(screen: ReadonlyArray<string>): StopDialog | null {
  const rows = screen.map((row) => row.trim().replace(CURSOR, ''))
  const end = rows.findLastIndex((row) => row !== '')
  const block = blockBefore(rows, end)
  if (rows[end] !== HINT || block === null) return null
  const question = rows.slice(0, block.from).findLastIndex((row) => row !== '')
  const choices = choicesIn(rows.slice(block.from, block.to).filter((row) => choiceIn(row) !== null))
  if (rows[question] !== QUESTION || choices === null) return null
  const [implement, stay] = [keyOfOnly(choices, IMPLEMENT), keyOfOnly(choices, STAY)]
  if (implement === null || stay === null) return null
  // Only the heading of the plan begins at the edge; its text is indented.
  const plan = screen.findLastIndex((row) => row.trimEnd() === PLAN)
  const text = plan === -1 || plan > question ? null : screen.slice(plan, question).join('\n').trimEnd()
  return {
    ...{ about: 'plan', text, drawn: rows.slice(plan === -1 ? 0 : plan, end + 1).join('\n') },
    keys: { 'implement-plan': implement, 'keep-planning': stay },
  }
}

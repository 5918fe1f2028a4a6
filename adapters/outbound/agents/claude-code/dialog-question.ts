import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import { drawnIn, RULE, withoutBars, withoutCursor } from './dialog-parts.js'
import { choiceIn, filled } from '../dialog-choices.js'

/** Topic of the only question, or tabs of several and of one with several answers. */
const TOPICS = /^(?:☐|← )/
const TABS = /^← /
const INSTEAD = /^Chat about this$/
const HINT = /^Enter to select · (?:↑\/↓|Tab\/Arrow keys) to navigate(?: · ctrl\+g to edit in .+)? · Esc to cancel$/
const SUBMIT = ['1. Submit answers', '2. Cancel']
/** Above the choices of the page with all answers (2.1.197). */
const READY = 'Ready to submit your answers?'

/**
 * Reads a page of the dialog of questions (2.1.197, 2.1.332); `null` for another screen. The cursor is left out where a digit chooses an
 * option, and stays in front of the field for own words, which takes digits as words.
 */
export const readQuestion = (rows: ReadonlyArray<string>): AgentDialog | null => readOptions(rows) ?? readReview(rows)

/** Below the options, the field and a rule there is a choice that declines. */
function readOptions(rows: ReadonlyArray<string>): AgentDialog | null {
  const inner = rows.findLastIndex((row) => RULE.test(row))
  const top = rows.slice(0, Math.max(0, inner)).findLastIndex((row) => RULE.test(row))
  if (top === -1 || !TOPICS.test(rows[top + 1] ?? '')) return null
  const [last = '', ...hints] = filled(rows.slice(inner + 1))
  const instead = choiceIn(last)
  if (instead === null || !INSTEAD.test(instead.label) || !HINT.test(hints.join(' '))) return null
  const [topics = '', ...shown] = filled(rows.slice(top + 1, inner))
  const first = shown.findIndex((row) => choiceIn(row) !== null)
  const field = shown.findLastIndex((row) => choiceIn(row) !== null)
  return questionDialog(rows.slice(top), instead.key, [
    topics,
    ...withoutBars(shown.slice(0, first)),
    ...shown.slice(first, field).map(withoutCursor),
    ...shown.slice(field),
    last,
  ])
}

/** Page with all answers, which has no hint. */
function readReview(rows: ReadonlyArray<string>): AgentDialog | null {
  const top = rows.findLastIndex((row) => RULE.test(row))
  const shown = filled(rows.slice(top + 1)).map(withoutCursor)
  if (top === -1 || !TABS.test(shown[0] ?? '') || shown.slice(-2).join() !== SUBMIT.join()) return null
  const answers = shown.slice(0, -2)
  return questionDialog(rows.slice(top), null, [
    ...(answers.at(-1) === READY ? answers.slice(0, -1) : answers),
    ...SUBMIT,
  ])
}

const questionDialog = (
  rows: ReadonlyArray<string>,
  denyKey: AgentDialog['denyKey'],
  shown: ReadonlyArray<string>,
): AgentDialog => ({ tool: 'AskUserQuestion', rows: shown, drawn: drawnIn(rows), allowKey: null, denyKey })

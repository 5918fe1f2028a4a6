import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import { readFileChange } from './dialog-file.js'
import { readMcp } from './dialog-mcp.js'
import { drawnIn, INNER_RULE, innerRules, plainKeys, RULE, withoutBars } from './dialog-parts.js'
import { choicesIn, filled, keyOfOnly } from '../dialog-choices.js'
import { readPlan } from './dialog-plan.js'
import { readQuestion } from './dialog-question.js'

/** Titles of dialogs with a plain yes and a plain no, by their tools. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['Bash command', 'Bash'],
  ['Read file', 'Read'],
])
const QUESTION = 'Do you want to proceed?'
const FETCH = 'Fetch'
const FETCH_QUESTION = 'Do you want to allow Claude to fetch this content?'
/** Says again what the address says. */
const HOST = /^Claude wants to fetch content from \S+$/
const NO_FETCH = /^No, and tell Claude what to do differently \(esc\)$/

/** Reads a dialog that can be answered by its keys; `null` for any other screen. The dialog is below all that the agent prints. */
export function readDialog(screen: ReadonlyArray<string>): AgentDialog | null {
  const rows = screen.map((row) => row.trim())
  return (
    readPlain(rows) ??
    readFetch(rows) ??
    readFileChange(screen) ??
    readMcp(rows) ??
    readQuestion(rows) ??
    readPlan(rows)
  )
}

/**
 * Dialog that asks to run a command or to read a file; `null` for choices without one plain yes and one plain no.
 *
 * 2.1.197 draws the command and below it its description. 2.1.332 draws the description, and the command or file between two rules.
 */
function readPlain(rows: ReadonlyArray<string>): AgentDialog | null {
  const top = rows.findLastIndex((row) => RULE.test(row))
  const question = rows.lastIndexOf(QUESTION)
  const tool = TITLES.get(rows[top + 1] ?? '')
  if (top === -1 || tool === undefined || question <= top + 1) return null
  const keys = plainKeys(rows.slice(question + 1))
  if (keys === null) return null
  const shown = rows.slice(top + 2, question)
  const [first, last] = innerRules(shown)
  return {
    tool,
    rows: first < last ? withoutBars(shown.slice(first + 1, last)) : filled(shown),
    drawn: drawnIn(rows.slice(top)),
    ...keys,
  }
}

/** Dialog that asks to read a web page; its choices have no hint below them. */
function readFetch(rows: ReadonlyArray<string>): AgentDialog | null {
  const top = rows.findLastIndex((row) => RULE.test(row))
  const question = rows.lastIndexOf(FETCH_QUESTION)
  const below = filled(rows.slice(question + 1))
  const choices = choicesIn(below)
  if (top === -1 || rows[top + 1] !== FETCH || question <= top + 1 || choices?.length !== below.length) return null
  const [allowKey, denyKey] = [keyOfOnly(choices, /^Yes$/), keyOfOnly(choices, NO_FETCH)]
  if (allowKey === null || denyKey === null) return null
  const shown = filled(rows.slice(top + 2, question)).filter((row) => !INNER_RULE.test(row))
  // Above what is asked for (2.1.332), or below it (2.1.197).
  const call = HOST.test(shown[0] ?? '') ? shown.slice(1) : HOST.test(shown.at(-1) ?? '') ? shown.slice(0, -1) : []
  return { tool: 'WebFetch', rows: call, drawn: drawnIn(rows.slice(top)), allowKey, denyKey }
}

import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import { MCP_TOOL } from '../../../../domain/approvals/dialog-mcp.js'
import { filled } from '../dialog-choices.js'
import { drawnIn, innerRules, plainKeys, RULE } from './dialog-parts.js'

const TITLE = 'Tool use'
const QUESTION = 'Do you want to proceed?'
/** Above what the server says about its tool (2.1.332). */
const ABOUT = /^About the /
const SAID = /^│/
const MORE = '(ctrl+o to expand description)'

/** Reads the dialog that asks to call a tool of an MCP server (2.1.197, 2.1.332). */
export function readMcp(rows: ReadonlyArray<string>): AgentDialog | null {
  const top = rows.findLastIndex((row) => RULE.test(row))
  const question = rows.lastIndexOf(QUESTION)
  if (top === -1 || rows[top + 1] !== TITLE || question <= top + 1) return null
  const keys = plainKeys(rows.slice(question + 1))
  const shown = callIn(rows.slice(top + 2, question))
  return keys === null || shown === null
    ? null
    : { tool: MCP_TOOL, rows: shown, drawn: drawnIn(rows.slice(top)), ...keys }
}

/** Rows of the call, without what the newer version shows below it. */
function callIn(rows: ReadonlyArray<string>): ReadonlyArray<string> | null {
  const [first, last] = innerRules(rows)
  const about = rows.findIndex((row, at) => at > last && ABOUT.test(row))
  const end = about === -1 ? rows.length : about
  // Between the last rule and these words nothing is shown.
  if (first !== -1 && (first === last || filled(rows.slice(last + 1, end)).length > 0)) return null
  const said = filled(rows.slice(end + 1))
  const bars = said.findIndex((row) => SAID.test(row))
  if (about !== -1 && !said.slice(Math.max(0, bars)).every((row) => SAID.test(row) || row === MORE)) return null
  return first === -1 ? filled(rows.slice(0, end)) : filled([...rows.slice(0, first), ...rows.slice(first + 1, last)])
}

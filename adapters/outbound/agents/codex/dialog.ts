import type { AgentDialog } from '../../../../domain/approvals/agent-dialog.js'
import { choiceIn, choicesIn, filled, keyOfOnly } from '../dialog-choices.js'

const TITLE = 'Would you like to run the following command?'
/** Commands in other environments run elsewhere. */
const ENVIRONMENT = 'Environment: local'
const REASON = /^Reason: /
const COMMAND = /^\$ /
/** Row in place of others of a command that is too long. */
const CUT = /^\[… .*\] .* view all$/
const HINT = 'Press enter to confirm or esc to cancel'
/** In front of the chosen answer. */
export const CURSOR = /^› /

/**
 * Reads the dialog that asks to run a command (0.171.0); `null` for another screen, and for one that does not show the whole command. It is
 * below all that the agent prints. A digit chooses; the plain no also ends the turn.
 */
export function readDialog(screen: ReadonlyArray<string>): AgentDialog | null {
  const rows = screen.map((row) => row.trim().replace(CURSOR, ''))
  const end = rows.findLastIndex((row) => row !== '')
  const choices = blockBefore(rows, end)
  const title = rows.findLastIndex((row) => row !== '' && TITLE.startsWith(row))
  if (rows[end] !== HINT || choices === null || title === -1 || title >= choices.from) return null
  const keys = plainKeys(rows.slice(choices.from, choices.to))
  const shown = shownIn(rows.slice(title, choices.from))
  return keys === null || shown === null
    ? null
    : { tool: 'Bash', ...shown, drawn: rows.slice(title, end + 1).join('\n'), ...keys }
}

/** Rows between two empty ones, of which the last is directly before `end`; `null` without them. */
export function blockBefore(
  rows: ReadonlyArray<string>,
  end: number,
): { readonly from: number; readonly to: number } | null {
  const to = end - 1
  const from = rows.slice(0, Math.max(0, to)).lastIndexOf('') + 1
  return to < 1 || rows[to] !== '' || from === 0 || from >= to ? null : { from, to }
}

/** Keys of the plain yes and the plain no; long labels are wrapped. */
function plainKeys(rows: ReadonlyArray<string>): Pick<AgentDialog, 'allowKey' | 'denyKey'> | null {
  const lines: string[] = []
  for (const row of rows)
    if (choiceIn(row) === null) lines.push(`${lines.pop() ?? ''} ${row}`)
    else lines.push(row)
  const choices = choicesIn(lines)
  if (choices?.length !== lines.length) return null
  const allowKey = keyOfOnly(choices, /^Yes, proceed \(y\)$/)
  const denyKey = keyOfOnly(choices, /^No, and tell Codex what to do differently \(esc\)$/)
  return allowKey === null || denyKey === null ? null : { allowKey, denyKey }
}

/** Command and reason below the title; `null` when anything else is shown, or a part only. */
function shownIn(rows: ReadonlyArray<string>): Pick<AgentDialog, 'rows' | 'reason'> | null {
  const at = rows.indexOf('')
  const below = filled(rows.slice(at))
  const command = below.findIndex((row) => COMMAND.test(row))
  const [first, ...others] = below.slice(command)
  const [environment, ...reason] = below.slice(0, command)
  if (rows.slice(0, at).join(' ') !== TITLE || command < 1 || first === undefined || environment !== ENVIRONMENT)
    return null
  if (others.some((row) => COMMAND.test(row) || CUT.test(row))) return null
  if (reason.length > 0 && !REASON.test(reason[0] ?? '')) return null
  return {
    rows: [first.replace(COMMAND, ''), ...others],
    reason: reason.map((row, line) => (line === 0 ? row.replace(REASON, '') : row)),
  }
}

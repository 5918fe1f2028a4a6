import { textOfRow, type StyledRow } from '../../../../domain/terminal/styled-row.js'
import { SCREEN_LINES, type ScreenReading } from '../../../../domain/attention/activity.js'
import type { ServiceRetry } from '../../../../domain/attention/service-retry.js'

/** Sign in front of the prompt and of the chosen answer of a dialog. */
const CURSOR = /^\s*›/
const PROMPT = /^›(\s|$)/
/** Command of the shell, for which the sign changes a moment later. */
const SHELL = /^›\s?!/
const CHOICE = /^\s*›\s*\d+\.\s/
/** Keys of a dialog, in its last lines: `Press enter to confirm or esc to cancel`. */
const DIALOG = /\benter (?:to )?(?:confirm|submit|continue|select)\b/i
/** Line of a running turn, cut on a narrow screen: `• Working (3s • esc to interrupt)`. */
const BUSY = /^[•◦] .*\(\d.*s • esc to interr/
/** Prompt with its placeholder, below which a screen may show no hints. */
const EMPTY = /^› Ask Codex to do anything\b/
/** Lines below the prompt: further lines of the text, and hints: `  ? for shortcuts`. */
const BELOW = /^ {2}/
/** In place of the line of a running turn: `◦ Reconnecting... 3/5 (11s • esc to interrupt)`. */
const RETRY = /^[•◦] Reconnecting\.{3} (\d+)\/(\d+)\b/
/** Lines of hints below a prompt or a dialog on a narrow screen. */
const HINT_LINES = 6

/**
 * Reads the state of Codex from the last lines of its terminal; `null` when the screen does not match.
 *
 * The bottom of the screen is either a dialog, whose keys are named in its last lines, or the prompt with lines of hints below.
 * While a turn runs, its line is above the prompt. Observed with 0.169.0 and 0.171.0.
 */
export function readScreen(lines: ReadonlyArray<string>): ScreenReading | null {
  const shown = lines
    .slice(-SCREEN_LINES)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  const at = shown.findLastIndex((line) => CURSOR.test(line))
  const cursor = shown[at] ?? ''
  if (CHOICE.test(cursor)) return DIALOG.test(shown.slice(-HINT_LINES).join(' ')) ? 'asking' : null
  const below = shown.slice(at + 1)
  const isPrompt = EMPTY.test(cursor) || (PROMPT.test(cursor) && !SHELL.test(cursor) && below.length > 0)
  // Anything else below an earlier prompt: the sign of the shell mode, or another program.
  if (!isPrompt || !below.every((line) => BELOW.test(line))) return null
  return shown.slice(0, at).some((line) => BUSY.test(line)) ? 'busy' : 'ready'
}

/** Retry of a running turn; Codex counts down to none. Observed with 0.171.0. */
export function readRetry(lines: ReadonlyArray<string>): ServiceRetry | null {
  const found = lines.map((line) => RETRY.exec(line)).findLast((match) => match !== null) ?? null
  return found === null ? null : { attempt: Number(found[1]), of: Number(found[2]), nextAt: null }
}

/** True when text is typed at the prompt; the placeholder is dim. Observed with 0.171.0. */
export function hasDraft(rows: ReadonlyArray<StyledRow>): boolean {
  const at = rows.findLastIndex((row) => PROMPT.test(textOfRow(row)))
  return (rows[at] ?? []).some(({ text, dim }) => dim !== true && text.replace('›', '').trim() !== '')
}

import { SCREEN_LINES, type ScreenReading } from '../../../../domain/attention/activity.js'
import type { ServiceRetry } from '../../../../domain/attention/service-retry.js'
import type { StartQuestion } from '../../../../domain/board/trust.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import { textOfRow, type StyledRow } from '../../../../domain/terminal/styled-row.js'

/**
 * Reads the start question on a screen. Returns `null` for any other screen, for a missing answer and for a third
 * answer. The question must be at the bottom of the screen, because an agent's prompt is below all that the agent
 * prints.
 *
 * 2.1.197 numbers the answers and asks about trust with the cursor on "yes". 2.1.332 has no numbers, lists "no" first
 * and puts the cursor on it. Recorded screens of both are in test/fixtures/claude-code/screens.
 */
export function readStartQuestion(rows: ReadonlyArray<string>): StartQuestion | null {
  const shown = rows.map((row) => row.replace(/^[\s│]+|[\s│]+$/g, '')).filter((row) => row !== '')
  if (!/^Enter to confirm\b/.test(shown.at(-1) ?? '')) return null
  const text = shown.slice(0, -3).join(' ')
  const about = TRUST.test(text) ? 'trust' : BYPASS.test(text) ? 'bypass' : null
  const [above, first, second] = shown.slice(-4, -1).map(readAnswer)
  if (about === null || above !== null) return null
  if (first === undefined || first === null || second === undefined || second === null) return null
  if (first.isYes === second.isYes || first.hasCursor === second.hasCursor) return null
  const yes = first.isYes ? first : second
  if (yes.hasCursor) return { about, keyToYes: null }
  return { about, keyToYes: first.isYes ? 'Up' : 'Down' }
}

const TRUST = /\bproject you created or one you trust\?|\bDo you trust the files in this folder\?/i
const BYPASS = /\bWARNING: .* Bypass Permissions mode\b/

interface Answer {
  readonly isYes: boolean
  readonly hasCursor: boolean
}

function readAnswer(row: string): Answer | null {
  const [, cursor, word] = /^(❯\s*)?(?:\d\.\s+)?(Yes|No)\b/.exec(row) ?? []
  return word === undefined ? null : { isYes: word === 'Yes', hasCursor: cursor !== undefined }
}

/** Horizontal rule above and below the prompt. */
export const RULE = /^[─━]{10,}/
/** Rule above a dialog; 2.1.332 indents the one above a plan. */
const DIALOG_RULE = /^\s*[─━▔]{10,}/
const CHOICE = /^\s*❯\s*\d\.\s/
const OTHER_CHOICE = /^\s*\d\.\s/
/** Answers without numbers: the start questions from 2.1.332 on. */
const PLAIN_CHOICE = /^[\s│]*❯\s*(Yes|No)\b/
const CONFIRM = /^[\s│]*Enter to confirm\b/
/** Hint at the bottom of a dialog, and the cursor above it: `Esc to cancel · Tab to amend` below `❯ 1. Yes`. */
const CANCEL = /\bEsc to (?:cancel|exit)\b/
const CURSOR = /^[\s│]*❯\s*\S/
/** Lines that a hint takes on a narrow screen. */
const HINT_LINES = 3
const PROMPT = /^\s*[❯>](\s|$)/
const BUSY = /\besc to interrupt\b/i
/** Spinner sign in the first column, followed by a word and an ellipsis: `✢ Noodling… (1s · ↓ 17 tokens)`. */
const SPINNER = /^[·✢✳✶✻✽*] \S.*…( \(|$)/
/** In place of the spinner: `✻ API error · Retrying in 20s · attempt 7/10`, `✻ 529 Overloaded · retrying in 3s · attempt 3/10`. */
const RETRY = /^[·✢✳✶✻✽*] \S.*\bretrying in (?:(\d+)m ?)?(\d+)s\b.*\battempt (\d+)\/(\d+)/i
/** Lines of a retry on a narrow screen. */
const RETRY_LINES = 3
const SPINNER_WITHIN = 12

/**
 * Reads the state of Claude Code from the last lines of its terminal; `null` when the screen does not match.
 *
 * The bottom of the screen is either a dialog with choices or fields, or the prompt between two rules with a line of hints below.
 * While the agent works, the hints begin with "esc to interrupt", unless the person has their own status line, and a
 * spinner is shown above the prompt. Observed with 2.1.197 and 2.1.332.
 */
export function readScreen(lines: ReadonlyArray<string>): ScreenReading | null {
  const shown = lines.slice(-SCREEN_LINES).map((line) => line.trimEnd())
  const dialogRule = shown.findLastIndex((line) => DIALOG_RULE.test(line))
  const below = shown.slice(dialogRule + 1)
  const bottom = below.filter((line) => line !== '').slice(-HINT_LINES)
  // A dialog may have a rule in it, and the one above it may not be among the last lines.
  if (CANCEL.test(bottom.map((line) => line.trim()).join(' ')) && shown.some((line) => CURSOR.test(line)))
    return 'asking'
  if (dialogRule === -1) return null
  if (below.some((line) => CHOICE.test(line)) && below.some((line) => OTHER_CHOICE.test(line))) return 'asking'
  if (below.some((line) => PLAIN_CHOICE.test(line)) && CONFIRM.test(below.findLast((line) => line !== '') ?? '')) {
    return 'asking'
  }
  const lastRule = shown.findLastIndex((line) => RULE.test(line))
  if (lastRule === -1) return null
  const firstRule = shown.slice(0, lastRule).findLastIndex((line) => RULE.test(line))
  const prompt = shown.slice(firstRule + 1, lastRule)
  if (firstRule === -1 || !prompt.some((line) => PROMPT.test(line)) || prompt.some((line) => CHOICE.test(line)))
    return null
  return below.some((line) => BUSY.test(line)) || isSpinning(shown.slice(0, firstRule)) ? 'busy' : 'ready'
}

/** True when the spinner or a retry is above the prompt. Queued messages and tasks can be in between. */
function isSpinning(above: ReadonlyArray<string>): boolean {
  const near = above.filter((line) => line !== '').slice(-SPINNER_WITHIN)
  return near.some((line) => SPINNER.test(line)) || retryIn(near) !== null
}

const retryIn = (lines: ReadonlyArray<string>): RegExpExecArray | null =>
  lines
    .map((_, at) =>
      RETRY.exec(
        lines
          .slice(at, at + RETRY_LINES)
          .map((line) => line.trim())
          .join(' '),
      ),
    )
    .findLast((found) => found !== null) ?? null

/** Retry above the prompt. Observed with 2.1.197 and 2.1.332. */
export function readRetry(lines: ReadonlyArray<string>, now: Instant): ServiceRetry | null {
  const found = retryIn(lines.filter((line) => line.trim() !== '').slice(-SCREEN_LINES))
  if (found === null) return null
  const [, minutes = '0', seconds, attempt, of] = found
  return { attempt: Number(attempt), of: Number(of), nextAt: now + (Number(minutes) * 60 + Number(seconds)) * 1_000 }
}

const PROMPT_SIGN = /^\s*[❯>]/

/**
 * True when text is typed between the last two rules. Placeholders and suggestions are dim, and the cursor on their first
 * letter is inverse. Observed with 2.1.197 and 2.1.332.
 */
export function hasDraft(rows: ReadonlyArray<StyledRow>): boolean {
  const texts = rows.map(textOfRow)
  const lastRule = texts.findLastIndex((line) => RULE.test(line))
  const firstRule = texts.slice(0, Math.max(0, lastRule)).findLastIndex((line) => RULE.test(line))
  if (firstRule === -1) return false
  return rows
    .slice(firstRule + 1, lastRule)
    .map((row) => textOfRow(row.filter(({ dim, inverse }) => dim !== true && inverse !== true)))
    .some((line, at) => (at === 0 ? line.replace(PROMPT_SIGN, '') : line).trim() !== '')
}

import { SCREEN_LINES, type ScreenReading } from '../../../../domain/attention/activity.js'
import type { ServiceRetry } from '../../../../domain/attention/service-retry.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import { textOfRow, type StyledRow } from '../../../../domain/terminal/styled-row.js'

/** Left border of a prompt, a message or a dialog. */
const BORDER = /^\s*┃/
/** Lower edge of the prompt. */
const EDGE = /^\s*╹▀{5,}/
/** Hints below the prompt. */
const HINTS = /\bctrl\+p\b/
/** Moving blocks in the hints while a turn runs. */
const BLOCKS = /[■⬝]{4,}/
/** Keys of a dialog, cut on a narrow screen: `⇆ select  enter confirm`. */
const KEYS = /(?:\benter (?:con|tog|sub|sel)|\besc dis)/
const PLACEHOLDER = /^Ask anything…/
/** First line of a dialog over the conversation, which leaves the prompt in sight: `Select model          esc`. */
const OVERLAY = /^\s{2,}\S.*\s{3,}esc(?:\/enter)?\s*$/
/** In the hints of a running turn: `Provider is overloaded [retrying in 2s attempt #3]`. */
const RETRY = /\[retrying (?:in (?:(\d+)m ?)?(\d+)s )?attempt #(\d+)\]/

/**
 * Reads the state of opencode from the last lines of its terminal; `null` when the screen does not match.
 *
 * The bottom of the screen is either the prompt with its lower edge and hints, or a dialog in its place, whose keys are in its last
 * lines. A dialog over the conversation may be far above them. Observed with 1.18.33.
 */
export function readScreen(lines: ReadonlyArray<string>): ScreenReading | null {
  if (lines.some((line) => OVERLAY.test(line))) return null
  const shown = lines.slice(-SCREEN_LINES).filter((line) => line.trim() !== '')
  const edge = shown.findLastIndex((line) => EDGE.test(line))
  const below = shown.slice(edge + 1)
  // A long text of a running turn takes the place of the hints.
  if (edge !== -1 && below.some((line) => BLOCKS.test(line))) return 'busy'
  if (edge !== -1 && below.some((line) => HINTS.test(line))) return 'ready'
  const dialog = below.slice(below.findLastIndex((line) => !BORDER.test(line)) + 1)
  return dialog.some((line) => KEYS.test(line)) ? 'asking' : null
}

/** Retry of a running turn. Observed with 1.18.33. */
export function readRetry(lines: ReadonlyArray<string>, now: Instant): ServiceRetry | null {
  const found = lines.map((line) => RETRY.exec(line)).findLast((match) => match !== null) ?? null
  if (found === null) return null
  const [, minutes = '0', seconds, attempt] = found
  const nextAt = seconds === undefined ? null : now + (Number(minutes) * 60 + Number(seconds)) * 1_000
  return { attempt: Number(attempt), of: null, nextAt }
}

/** True when text is typed at the prompt, above the line with agent and model. Observed with 1.18.33. */
export function hasDraft(rows: ReadonlyArray<StyledRow>): boolean {
  const texts = rows.map(textOfRow)
  const edge = texts.findLastIndex((line) => EDGE.test(line))
  const above = texts.slice(0, Math.max(0, edge))
  const box = above
    .slice(above.findLastIndex((line) => !BORDER.test(line)) + 1)
    .map((line) => line.replace(BORDER, '').trim())
    .filter((line) => line !== '')
  const typed = box.slice(0, -1)
  return typed.length > 0 && !PLACEHOLDER.test(typed[0] ?? '')
}

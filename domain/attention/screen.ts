import type { ScreenReading } from './activity.js'

/** How far up from its last line a screen is read: the tallest dialogs show a command and its explanation. */
export const SCREEN_LINES = 30

const RULE = /^[─━]{10,}/
const CHOICE = /^\s*❯\s*1\.\s/
const OTHER_CHOICE = /^\s*2\.\s/
const PROMPT = /^\s*[❯>](\s|$)/
const BUSY = /\besc to interrupt\b/i

/**
 * What Claude Code shows, read from the last lines of its terminal; `null` when this does not look like it.
 *
 * Below everything else stands either a dialog with numbered choices, or the prompt between two rules with a line of
 * hints under it; while it works the hints begin with "esc to interrupt". Seen with 2.1.197.
 */
export function readScreen(lines: ReadonlyArray<string>): ScreenReading | null {
  const shown = lines.slice(-SCREEN_LINES).map((line) => line.trimEnd())
  const lastRule = shown.findLastIndex((line) => RULE.test(line))
  if (lastRule === -1) return null
  const below = shown.slice(lastRule + 1)
  if (below.some((line) => CHOICE.test(line)) && below.some((line) => OTHER_CHOICE.test(line))) return 'asking'
  const firstRule = shown.slice(0, lastRule).findLastIndex((line) => RULE.test(line))
  const prompt = shown.slice(firstRule + 1, lastRule)
  if (firstRule === -1 || !prompt.some((line) => PROMPT.test(line))) return null
  return below.some((line) => BUSY.test(line)) || isSpinning(shown.slice(0, firstRule)) ? 'busy' : 'ready'
}

/** Versions before 2.1 put the hint behind the spinner, above the prompt. */
const isSpinning = (above: ReadonlyArray<string>): boolean =>
  BUSY.test(above.filter((line) => line !== '').at(-1) ?? '')

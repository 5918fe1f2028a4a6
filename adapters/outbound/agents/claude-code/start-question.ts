import type { StartQuestion } from '../../../../domain/board/trust.js'

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

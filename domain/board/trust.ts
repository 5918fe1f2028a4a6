/**
 * Question of the CLI before anything else of it is on the screen. `trust`: may it work in this folder; `bypass`: does the
 * person accept that it asks for no permission.
 */
export interface StartQuestion {
  readonly about: 'trust' | 'bypass'
  /** Key that brings the cursor to the answer "yes"; `null` when it is there. */
  readonly keyToYes: 'Up' | 'Down' | null
}

/**
 * Reads the start question on a screen; `null` for any other screen, also where one of the two answers is missing or
 * another one is offered. Nothing stands below the question: an agent's prompt is below all that the agent prints.
 *
 * Two generations: 2.1.197 numbers the answers, and asks about trust with the cursor on "yes"; 2.1.332 has no numbers,
 * "no" first and the cursor on it. Recorded screens of both are in test/fixtures/claude-code/screens.
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

/**
 * Key to press now that this question is on the screen; `null` to wait, and for a question that only a person answers.
 * A key that comes as soon as the question appears is often lost, so the same question has to be seen twice first.
 */
export function keyFor(before: StartQuestion | null, seen: StartQuestion | null): 'Enter' | 'Up' | 'Down' | null {
  const isSteady = seen?.about === before?.about && seen?.keyToYes === before?.keyToYes
  return seen?.about === 'trust' && isSteady ? (seen.keyToYes ?? 'Enter') : null
}

interface Answer {
  readonly isYes: boolean
  readonly hasCursor: boolean
}

function readAnswer(row: string): Answer | null {
  const [, cursor, word] = /^(❯\s*)?(?:\d\.\s+)?(Yes|No)\b/.exec(row) ?? []
  return word === undefined ? null : { isYes: word === 'Yes', hasCursor: cursor !== undefined }
}

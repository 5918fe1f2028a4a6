import type { AgentScreens } from '../../../../application/agents/agent-cli.port.js'
import type { ScreenReading } from '../../../../domain/attention/activity.js'
import { textOfRow } from '../../../../domain/terminal/styled-row.js'

/** Row above the prompt of `penates acp`. */
const STATE = /^acp · (ready|working|asking)\b/
const READINGS: Readonly<Record<string, ScreenReading>> = { ready: 'ready', working: 'busy', asking: 'asking' }
const PROMPT = /^> ?/
/** Further rows of a typed text are indented. */
const DRAFT = /^(?:> ?| {2})/

/** Rows of the prompt, below the last state; `null` where that is not the end of the screen. */
function promptIn(
  rows: ReadonlyArray<string>,
): { readonly state: string; readonly rows: ReadonlyArray<string> } | null {
  const at = rows.findLastIndex((row) => STATE.test(row))
  const state = STATE.exec(rows[at] ?? '')?.[1]
  const [first = '', ...others] = rows.slice(at + 1)
  if (state === undefined || !PROMPT.test(first)) return null
  return others.every((row) => row.trim() === '' || DRAFT.test(row)) ? { state, rows: [first, ...others] } : null
}

/** Readings of the screen that `penates acp` draws. */
export const screens: AgentScreens = {
  reading: (rows) => READINGS[promptIn(rows)?.state ?? ''] ?? null,
  hasDraft: (rows) => promptIn(rows.map(textOfRow))?.rows.some((row) => row.replace(DRAFT, '').trim() !== '') ?? false,
  retry: () => null,
  startQuestion: () => null,
  limitNotice: () => null,
}

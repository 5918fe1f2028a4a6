import type { Question } from './control-connection.js'
import type { ControlReply } from './control-protocol.js'

/**
 * Reads one line of facts in the caller's format, then the visible screen of a pane. The rows are counted, so the
 * content of the pane cannot be mistaken for the end of the reply.
 */
export const screenQuestions = (target: string, facts: string): readonly [Question, Question] => [
  { args: ['display-message', '-p', '-t', target, `#{pane_height} ${facts}`] },
  {
    args: ['capture-pane', '-p', '-t', target],
    certainLines: ([asked]) => Number(asked?.lines[0]?.split(' ')[0] ?? 0),
  },
]

/** The caller's facts, and the last `count` rows without the blank ones below them. `null` when there is no such pane. */
export function readScreen(
  [asked, captured]: ReadonlyArray<ControlReply>,
  count: number,
): { readonly facts: string; readonly rows: ReadonlyArray<string> } | null {
  if (asked?.ok !== true || captured?.ok !== true) return null
  const line = asked.lines[0] ?? ''
  const end = captured.lines.findLastIndex((row) => row.trim() !== '') + 1
  return { facts: line.slice(line.indexOf(' ') + 1), rows: captured.lines.slice(Math.max(end - count, 0), end) }
}

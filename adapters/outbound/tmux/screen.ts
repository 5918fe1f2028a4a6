import type { ControlCommand } from './control-connection.js'
import type { ControlReply } from './control-protocol.js'

/**
 * Commands for one line of facts in the caller's format and the visible screen of a pane. The rows are counted, so the
 * content of the pane cannot be mistaken for the end of the reply.
 */
export const screenCommands = (target: string, facts: string): readonly [ControlCommand, ControlCommand] => [
  { args: ['display-message', '-p', '-t', target, `#{pane_height} ${facts}`] },
  {
    args: ['capture-pane', '-p', '-t', target],
    minReplyLines: ([header]) => Number(header?.lines[0]?.split(' ')[0] ?? 0),
  },
]

/** Facts, and the last `count` rows without the blank rows below them. `null` when the pane does not exist. */
export function readScreen(
  [header, captured]: ReadonlyArray<ControlReply>,
  count: number,
): { readonly facts: string; readonly rows: ReadonlyArray<string> } | null {
  if (header?.ok !== true || captured?.ok !== true) return null
  const line = header.lines[0] ?? ''
  const end = captured.lines.findLastIndex((row) => row.trim() !== '') + 1
  return { facts: line.slice(line.indexOf(' ') + 1), rows: captured.lines.slice(Math.max(end - count, 0), end) }
}

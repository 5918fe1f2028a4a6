import { identity } from 'fp-ts/lib/function.js'
import { lastRows, parseStyledRows, textOfRow, type StyledRow } from '../../../domain/terminal/styled-row.js'
import type { ControlCommand } from './control-connection.js'
import type { ControlReply } from './control-protocol.js'

/** Form of the rows: plain text, or text with SGR sequences. */
export type RowForm = 'plain' | 'styled'

/**
 * Commands for one line of facts in the caller's format and the visible screen of a pane. The rows are counted, so the
 * content of the pane cannot be mistaken for the end of the reply.
 */
export const screenCommands = (
  target: string,
  facts: string,
  form: RowForm = 'plain',
): readonly [ControlCommand, ControlCommand] => [
  { args: ['display-message', '-p', '-t', target, `#{pane_height} ${facts}`] },
  {
    args: ['capture-pane', '-p', ...(form === 'styled' ? ['-e'] : []), '-t', target],
    minReplyLines: ([header]) => Number(header?.lines[0]?.split(' ')[0] ?? 0),
  },
]

/** Facts of a session and rows of its screen. */
export interface ReadScreen<Row> {
  readonly facts: string
  readonly rows: ReadonlyArray<Row>
}

/** Facts, and the last `count` rows without the blank rows below them. `null` when the pane does not exist. */
export const readScreen = (replies: ReadonlyArray<ControlReply>, count: number): ReadScreen<string> | null =>
  readRows(replies, count, identity, identity)

/** The same with the look of the rows. It depends on the rows above, so all of them are parsed. */
export const readStyledScreen = (replies: ReadonlyArray<ControlReply>, count: number): ReadScreen<StyledRow> | null =>
  readRows(replies, count, parseStyledRows, textOfRow)

function readRows<Row>(
  [header, captured]: ReadonlyArray<ControlReply>,
  count: number,
  parse: (lines: ReadonlyArray<string>) => ReadonlyArray<Row>,
  textOf: (row: Row) => string,
): ReadScreen<Row> | null {
  if (header?.ok !== true || captured?.ok !== true) return null
  const line = header.lines[0] ?? ''
  return { facts: line.slice(line.indexOf(' ') + 1), rows: lastRows(parse(captured.lines), count, textOf) }
}

/** Format of a `list-windows` line: session, mark of its current window, active pane, and second of the last output. */
export const ACTIVITY_FORMAT = '#{session_id} #{window_active} #{pane_id} #{window_activity}'

const LINE = /^(\$\d+) 1 (.*)$/

/** Sessions with output between two replies in `ACTIVITY_FORMAT`. */
interface ScreenActivity {
  /**
   * Host ids of the sessions whose screens may have changed since the reply before; all of them at first. tmux counts whole seconds,
   * so that a session is in the next answer as well.
   */
  readonly changedIn: (lines: ReadonlyArray<string>) => ReadonlyArray<string>
  /** After a lost connection: the next answer has all sessions. */
  readonly forget: () => void
}

export function screenActivity(): ScreenActivity {
  let known = new Map<string, { readonly state: string; readonly isNew: boolean }>()
  return {
    changedIn: (lines) => {
      const before = known
      known = new Map()
      const changed: string[] = []
      for (const line of lines) {
        const [, hostId, state] = LINE.exec(line) ?? []
        if (hostId === undefined || state === undefined) continue
        const last = before.get(hostId)
        const isNew = last?.state !== state
        known.set(hostId, { state, isNew })
        if (isNew || last.isNew) changed.push(hostId)
      }
      return changed
    },
    forget: () => known.clear(),
  }
}

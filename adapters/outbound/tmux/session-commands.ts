import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { PaneState, WheelTurn } from '../../../domain/terminal/pane.js'
import { terminalSize, type TerminalSize } from '../../../domain/terminal/terminal-size.js'
import { PANE_FORMAT, readPane, wheelCommand } from './wheel.js'

/** Runs one tmux command and returns its output; `null` when tmux refused it or does not run. */
export type TmuxCommand = (argv: readonly [string, ...string[]]) => TE.TaskEither<Unavailable, string | null>

/** Queries and commands that a viewer needs beside its own pty. Results are never older than the call. */
export interface SessionCommands {
  /** The id (`$3`) of the live session with exactly this name; `null` when there is none. */
  readonly idOf: (name: string) => TE.TaskEither<Unavailable, string | null>
  /** True when the session with this id runs. */
  readonly isLive: (id: string) => TE.TaskEither<Unavailable, boolean>
  /** Size of a terminal that shows the session's window whole, with the status line; `null` for a session that is gone. */
  readonly windowSize: (id: string) => TE.TaskEither<Unavailable, TerminalSize | null>
  /**
   * Ends copy mode in the session's active pane, if it is in it; no other mode. Settles when everything that viewers had
   * written to their ptys before the call has been read by tmux.
   */
  readonly leaveCopyMode: (id: string) => TE.TaskEither<Unavailable, void>
  /** See `TerminalLink.wheel`. */
  readonly wheel: (id: string, turn: WheelTurn) => TE.TaskEither<Unavailable, PaneState>
  /** Sets whether tmux ignores the client with this process id when it computes the size of the session's windows. */
  readonly ignoreSize: (clientPid: number, ignore: boolean) => TE.TaskEither<Unavailable, void>
}

/** Compares names outside tmux: its targets match prefixes, patterns, `=` and `$`. tmux(1), COMMANDS. */
export function sessionCommands(tmux: TmuxCommand): SessionCommands {
  const listed = tmux(['list-sessions', '-F', '#{session_id} #{session_name}'])
  // The end of a session can cut the connection that carries the query, if it is attached to that session.
  const sessions = pipe(
    listed,
    TE.orElse(() => listed),
    TE.map(readPairs),
  )

  return {
    idOf: (name) =>
      pipe(
        sessions,
        TE.map((pairs) => pairs.find(([, itsName]) => itsName === name)?.[0] ?? null),
      ),
    isLive: (id) =>
      pipe(
        sessions,
        TE.map((pairs) => pairs.some(([itsId]) => itsId === id)),
      ),
    windowSize: (id) => pipe(tmux(['display-message', '-p', '-t', `${id}:`, WINDOW_FORMAT]), TE.map(readWindow)),
    leaveCopyMode: (id) =>
      pipe(
        // tmux reads all pending input before it runs a command, so earlier wheel turns have been read then.
        tmux(['display-message', '-p', '']),
        TE.flatMap(() =>
          tmux(['if-shell', '-F', '-t', `${id}:`, '#{==:#{pane_mode},copy-mode}', `send-key -X -t ${id}: cancel`]),
        ),
        TE.map(() => undefined),
      ),
    wheel: (id, turn) =>
      pipe(
        tmux(['display-message', '-p', '-t', `${id}:`, PANE_FORMAT]),
        TE.map(readPane),
        TE.tap((pane) => {
          const command = wheelCommand(pane, turn)
          return command === null ? TE.right(null) : tmux(command)
        }),
        TE.map(({ mouse, scrolls }) => ({ mouse, scrolls })),
      ),
    ignoreSize: (clientPid, ignore) =>
      pipe(
        tmux(['list-clients', '-F', '#{client_pid} #{client_name}']),
        TE.map(readPairs),
        TE.flatMap((pairs) => {
          const client = pairs.find(([pid]) => pid === String(clientPid))?.[1]
          return client === undefined
            ? TE.right(null)
            : tmux(['refresh-client', '-t', client, '-f', ignore ? 'ignore-size' : '!ignore-size'])
        }),
        TE.map(() => undefined),
      ),
  }
}

/** Lines of an id without spaces, one space, and a value. */
const readPairs = (printed: string | null): ReadonlyArray<readonly [string, string]> =>
  (printed ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const end = line.indexOf(' ')
      return [line.slice(0, end), line.slice(end + 1)] as const
    })

const WINDOW_FORMAT = '#{window_width} #{window_height} #{status}'

/** The status line has `off`, `on`, or its number of lines. tmux(1), OPTIONS. */
function readWindow(printed: string | null): TerminalSize | null {
  const [columns, rows, status] = (printed ?? '').trim().split(' ')
  const statusRows = status === 'off' ? 0 : status === 'on' ? 1 : Number(status)
  return O.toNullable(terminalSize(Number(columns), Number(rows) + statusRows))
}

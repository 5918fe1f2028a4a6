import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Args } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { PaneState, WheelTurn } from '../../../domain/terminal/pane.js'
import { terminalSize, type TerminalSize } from '../../../domain/terminal/terminal-size.js'
import { ifShell } from './command-line.js'
import { mouseCommand, PANE_FORMAT, readPane, wheelCommand, type MouseEvent, type Pane } from './wheel.js'

/**
 * Runs tmux commands with nothing in between, up to the first that is refused, and returns their output; `null` when tmux
 * refused one or does not run.
 */
export type TmuxCommand = (...commands: ReadonlyArray<Args>) => TE.TaskEither<Unavailable, string | null>

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
  /** Types into the program in the session's active pane, past tmux's key bindings. Ends a mode of the pane first. */
  readonly typeIntoPane: (id: string, text: ReadonlyArray<PaneText>) => TE.TaskEither<Unavailable, void>
  /** Reports the mouse to the program in the session's active pane, if it reads the mouse there. */
  readonly mouse: (id: string, event: MouseEvent) => TE.TaskEither<Unavailable, void>
  /** Sets whether tmux ignores the client with this process id when it computes the size of the session's windows. */
  readonly ignoreSize: (clientPid: number, ignore: boolean) => TE.TaskEither<Unavailable, void>
}

/** Part of what is typed into a pane: bytes, a key whose bytes depend on the program's modes, or a paste. */
export type PaneText =
  | { readonly bytes: string }
  /** Name of a key in tmux. */
  | { readonly key: string }
  | { readonly paste: string }

/** Compares names outside tmux: its targets match prefixes, patterns, `=` and `$`. tmux(1), COMMANDS. */
export function sessionCommands(tmux: TmuxCommand): SessionCommands {
  const listed = tmux(['list-sessions', '-F', '#{session_id} #{session_name}'])
  // The end of a session can cut the connection that carries the query, if it is attached to that session.
  const sessions = pipe(
    listed,
    TE.orElse(() => listed),
    TE.map(readPairs),
  )

  /** Runs a command that depends on the state of the session's active pane, if there is one to run. Returns that state. */
  const toActivePane = (id: string, commandFor: (pane: Pane) => Args | null) =>
    pipe(
      tmux(['display-message', '-p', '-t', `${id}:`, PANE_FORMAT]),
      TE.map(readPane),
      TE.tap((pane) => {
        const command = commandFor(pane)
        return command === null ? TE.right(null) : tmux(command)
      }),
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
        TE.flatMap(() => tmux(ifShell(`${id}:`, '#{==:#{pane_mode},copy-mode}', `send-key -X -t ${id}: cancel`))),
        TE.map(() => undefined),
      ),
    wheel: (id, turn) =>
      pipe(
        toActivePane(id, (pane) => wheelCommand(pane, turn)),
        TE.map(({ mouse, scrolls }) => ({ mouse, scrolls })),
      ),
    typeIntoPane: (id, text) =>
      pipe(
        tmux(['copy-mode', '-q', '-t', `${id}:`], ...text.flatMap((part) => typeArgs(`${id}:`, part))),
        TE.map(() => undefined),
      ),
    mouse: (id, event) =>
      pipe(
        toActivePane(id, (pane) => mouseCommand(pane, event)),
        TE.map(() => undefined),
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

/** Buffer of a text: set, pasted and removed in one request. */
const TEXT_BUFFER = 'penates-viewer'
/** Longest text that is sent as keys, which no hook for buffers sees. tmux 3.5a needs 0.6 s for 4,000 keys. */
const MAX_KEYS = 64

function typeArgs(target: string, part: PaneText): ReadonlyArray<Args> {
  if ('key' in part) return [['send-keys', '-t', target, part.key]]
  // `-p`: markers of a paste for a program that asked for them.
  if ('paste' in part) return bufferArgs(target, part.paste, ['-p'])
  return part.bytes
    .split(/(\0+)/)
    .filter((text) => text !== '')
    .flatMap((text) => {
      if (text.startsWith('\0')) return [['send-keys', '-N', String(text.length), '-t', target, '-H', '00']]
      return text.length > MAX_KEYS ? bufferArgs(target, text, []) : [['send-keys', '-t', target, '-H', ...hexOf(text)]]
    })
}

const hexOf = (text: string): ReadonlyArray<string> => Buffer.from(text, 'utf8').toString('hex').match(/../g) ?? []

/** Writes a text to the program, byte for byte (`-r`). A buffer holds every character but NUL. */
const bufferArgs = (target: string, text: string, flags: ReadonlyArray<string>): ReadonlyArray<Args> => [
  ['set-buffer', '-b', TEXT_BUFFER, '--', text],
  ['paste-buffer', '-d', ...flags, '-r', '-b', TEXT_BUFFER, '-t', target],
]

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

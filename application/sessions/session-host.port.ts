import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DialogKey } from '../../domain/approvals/dialog-step.js'
import type { SessionDiedAtOnce, SessionExists, SessionNotFound } from '../../domain/sessions/errors.js'
import type { HostClipboard } from '../../domain/sessions/session-record.js'
import type { HostRun, Session, HostEvent } from '../../domain/sessions/session.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { StyledRow } from '../../domain/terminal/styled-row.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import type { Unavailable } from '../shared/errors.js'

/** Session to start. */
export interface SessionSpec {
  /** Id that the session gets; no live session has it. */
  readonly id: SessionId
  readonly name: SessionName
  /** Absolute; the caller has checked that it is a folder. */
  readonly directory: string
  /** One command line for the person's own shell, exactly as typed; empty starts the plain shell. */
  readonly command: string
  /** Put on top of the host's cleaned environment. Values are taken literally and never appear in an argv. */
  readonly environment: Readonly<Record<string, string>>
  /** Size of the first pane until a viewer attaches. */
  readonly size: TerminalSize
  /** True when wheel and click reach the session. */
  readonly mouse: boolean
  /** Hides the status line that the host draws below the session. */
  readonly hidesStatus?: true
  /** Runs as the hub's own user although the host may have another one for sessions. */
  readonly asHub?: true
}

/** Runs once the host runs the program of a start, which may still end at once. The start settles after it. */
export type WhenRunning = (session: Session) => T.Task<void>

/** Part of a terminal that is read: lines above the visible screen, or these and the screen, also with marks. */
export type ScrollbackExtent = 'history' | 'history-and-screen' | 'marked-history-and-screen'

/** Keys that the hub presses by itself. */
export type PaneKey = 'Enter' | 'Escape' | 'Up' | 'Down' | DialogKey

/**
 * Host of the sessions. Sessions keep running without this process.
 *
 * The host is the only record of which sessions run. `list` never shows a state older than the last call of this port
 * that has answered. Names that come from outside are matched whole: never as a prefix, a pattern or a format. A session
 * has one id from its start to its end, which no other live session has, also when programs in sessions write into the
 * place where the host stores ids. A session that no hub started has the id of `hostSessionId`. Every call settles within
 * 5 s (`start` within 8 s), else fails with `Unavailable`.
 */
export interface SessionHost {
  /** By name, in the host's order; `[]` when there are none or the host is not running. */
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<Session>>
  /** The live session of this name, read from the host during the call: its folder is where its program is now. */
  readonly find: (name: string) => TE.TaskEither<SessionNotFound | Unavailable, Session>
  /** The present run of the host; `null` when it is not running. */
  readonly run: TE.TaskEither<Unavailable, HostRun | null>
  /**
   * Starts a session and answers once its program has lived for 1.5 s. A program that ends before that leaves nothing
   * behind and fails with `SessionDiedAtOnce`. `Unavailable` for a text with a NUL character. The session is listed from
   * the answer on, with `whenRunning` from the call of that on; it is called at most once.
   */
  readonly start: (
    spec: SessionSpec,
    whenRunning?: WhenRunning,
  ) => TE.TaskEither<SessionExists | SessionDiedAtOnce | Unavailable, Session>
  /** Ends the session and every process in it. */
  readonly end: (name: string) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /** Renames a live session; `SessionExists` when another live one has the new name. Viewers stay attached. */
  readonly rename: (
    name: string,
    to: SessionName,
  ) => TE.TaskEither<SessionNotFound | SessionExists | Unavailable, Session>
  /**
   * Gives a live session another id, which the host stores with it. The id belongs to no other live session. Used for
   * sessions that the hub did not start.
   */
  readonly identify: (name: string, id: SessionId) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /**
   * Up to `lines` (1–10,000) lines of history above the visible screen of the active pane, oldest first, with SGR
   * sequences and CRLF line ends, ending in one; `''` when there is no history. With `history-and-screen` the rows of the
   * screen at the same moment follow, the last without a line end. At most 8 MiB: older lines go first.
   * `marked-history-and-screen` has `PROMPT_MARK` and `OUTPUT_MARK` in front of the lines at which programs reported a
   * prompt or the output of a command, at most the last `MAX_MARKS` of each kind.
   */
  readonly scrollback: (
    name: string,
    lines: number,
    extent: ScrollbackExtent,
  ) => TE.TaskEither<SessionNotFound | Unavailable, string>
  /** The last `lines` non-blank-tailed lines of the visible screen of the active pane, plain text, top to bottom. */
  readonly screen: (name: string, lines: number) => TE.TaskEither<SessionNotFound | Unavailable, ReadonlyArray<string>>
  /** The same rows with their look, within the bounds of `StyledRow`. */
  readonly styledScreen: (
    name: string,
    lines: number,
  ) => TE.TaskEither<SessionNotFound | Unavailable, ReadonlyArray<StyledRow>>
  /**
   * Types a line of text into the active pane as it is, without reading key names in it and without Enter. `Unavailable` for a text
   * with a NUL character.
   */
  readonly type: (name: string, text: string) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /**
   * Pastes a text into the active pane: line feeds arrive as carriage returns, between the marks of a bracketed paste where
   * the program has asked for them. A pane that shows its history returns to its end first. `Unavailable` for a text with a
   * NUL character.
   */
  readonly paste: (name: string, text: string) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /** Presses one key in the active pane. A pane that shows its history returns to its end first. */
  readonly press: (name: string, key: PaneKey) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /** Switches wheel and click for one session. */
  readonly setMouse: (name: string, mouse: boolean) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /** Hides the status line of one session, or leaves it to the host's own configuration. */
  readonly setStatus: (name: string, shown: boolean) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /**
   * The host's setting for OSC 52 of programs (the viewers' clipboard), in the host's own spelling, and its present run;
   * `null` when it is not running.
   */
  readonly clipboard: TE.TaskEither<Unavailable, HostClipboard | null>
  /** Changes that for the whole host, until its end. A host that is not running changes nothing. */
  readonly setClipboard: (value: string) => TE.TaskEither<Unavailable, void>
  /**
   * Calls `listener` once for each change from now on, in order and regardless of its cause. Includes changes that are
   * found after the host was unreachable for a while. Returns an unsubscribe function.
   */
  readonly watch: (listener: (event: HostEvent) => void) => () => void
  /**
   * Calls `listener` with a live session whose screen may have changed, within 3 s after the last change and at most once a
   * second for a session that changes all the time. Also where the host cannot tell, as after a lost connection. Events are
   * optional: a host may lose some or send none, and readers look at screens every 5 s besides. Returns an unsubscribe function.
   */
  readonly watchScreens: (listener: (session: SessionId) => void) => () => void
}

import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { PaneState, WheelTurn } from '../../domain/terminal/pane.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import type { Unavailable } from '../shared/errors.js'

/** Terminal to open. */
export interface AttachSpec {
  /** The live session's name, matched whole. */
  readonly session: string
  readonly size: TerminalSize
  /** A hidden viewer draws but does not decide the size of the session's windows while any other one is visible. */
  readonly hidden: boolean
  /** A passive viewer only draws: what it types is dropped, and the session does not count it among its viewers. */
  readonly isPassive?: boolean
  /**
   * Input of a pane-only viewer reaches the program in the session's active pane and nothing else: the host's own keys,
   * menus and modes are out of its reach, and its terminal emulator answers no query.
   */
  readonly isPaneOnly?: boolean
}

/**
 * Reason why a link ended: its session ended, or only this viewer was detached (by a key, by another client, or for an
 * unknown reason).
 */
export type LinkEnd = 'session-gone' | 'detached'

/** Callbacks of a link. Calls come in order, on later turns than `attach` settled in, and stop after `exit`. */
export interface LinkListener {
  /** Raw bytes as the terminal gets them, good during the call; may split a character anywhere. */
  readonly output: (chunk: Uint8Array) => void
  /** There is room for input again after a `write` that answered false. */
  readonly drained: () => void
  /** Everything the terminal printed has been given out. Nothing follows, and nothing comes after `close`. */
  readonly exit: (end: LinkEnd) => void
}

/** One viewer of one session. Every call after the link is gone is a no-op. */
export interface TerminalLink {
  /**
   * Takes all of it, in order. False asks to hold further input back until `drained`. What is typed after a wheel tick
   * reaches the program, though the host may have begun to scroll through the history. Answers of a terminal emulator
   * to which no query is open are dropped: see `withoutStrayAnswers`.
   */
  readonly write: (input: string) => boolean
  readonly resize: (size: TerminalSize) => void
  /** Hidden or visible again: see `AttachSpec`. */
  readonly setHidden: (hidden: boolean) => void
  /**
   * Turns the wheel for the session's active pane and reads its state. Only a program on the alternate screen and one that
   * reads the mouse get the turn; the host itself never scrolls by it, so that no other viewer sees a change.
   */
  readonly wheel: (turn: WheelTurn) => TE.TaskEither<Unavailable, PaneState>
  /** Stops reading: the host then waits with what it draws, the session runs on. */
  readonly pause: () => void
  /** Continues output after a pause. */
  readonly resume: () => void
  /** Detaches this viewer only. */
  readonly close: () => void
}

/** Opens viewers on live sessions. A session may have several viewers; none is detached for another. */
export interface TerminalHost {
  /** Size of a terminal that shows the windows of a running session whole. */
  readonly windowSize: (session: string) => TE.TaskEither<SessionNotFound | Unavailable, TerminalSize>
  /** Opens a terminal of a running session. */
  readonly attach: (
    spec: AttachSpec,
    listener: LinkListener,
  ) => TE.TaskEither<SessionNotFound | Unavailable, TerminalLink>
}

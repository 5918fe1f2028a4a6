import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import type { Unavailable } from '../shared/errors.js'

export interface AttachSpec {
  /** The live session's name, matched whole. */
  readonly session: string
  readonly size: TerminalSize
  /** A hidden viewer draws but never decides the size of the session's windows. */
  readonly hidden: boolean
}

/** What a link tells. Calls come in order, on later turns than `attach` settled in, and stop after `exit`. */
export interface LinkListener {
  /** Raw bytes as the terminal gets them; may split a character anywhere. */
  readonly output: (chunk: Uint8Array) => void
  /** The link is gone: the session ended, the viewer was detached, or the host died. Nothing follows. */
  readonly exit: () => void
}

/** One viewer of one session. Every call after the link is gone is a no-op. */
export interface TerminalLink {
  readonly write: (input: string) => void
  readonly resize: (size: TerminalSize) => void
  /** Hidden or visible again: see `AttachSpec`. */
  readonly setHidden: (hidden: boolean) => void
  /** Stops reading: the host then waits with what it draws, the session runs on. */
  readonly pause: () => void
  readonly resume: () => void
  /** Detaches this viewer only. */
  readonly close: () => void
}

/** Opens viewers on live sessions. Several may watch one session; nobody is ever detached for another. */
export interface TerminalHost {
  readonly attach: (
    spec: AttachSpec,
    listener: LinkListener,
  ) => TE.TaskEither<SessionNotFound | Unavailable, TerminalLink>
}

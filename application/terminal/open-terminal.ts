import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import type { Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import { makeOutputStream } from './output-stream.js'
import type { AttachSpec, LinkEnd, TerminalHost, TerminalLink } from './terminal-host.port.js'
import type { TerminalSteps } from './ports.js'

/** Failure of an attach. */
export type OpenTerminalError = SessionNotFound | Unavailable

/** Reason why a terminal closed: that of the host, the viewer read nothing for 30 s, or the hub stops. */
export type TerminalEnd = LinkEnd | 'stalled' | 'hub-stops'

/** Viewer of a terminal. Nothing is called after `exit`, and nothing after the terminal's `close`. */
export interface Viewer {
  /** One frame of output, good during the call; `done` tells that the viewer's connection has taken it. */
  readonly output: (chunk: Uint8Array, done: () => void) => void
  /** There is room for input again after a `write` that answered false. */
  readonly drained: () => void
  /** Called once, when the terminal has ended. */
  readonly exit: (end: TerminalEnd) => void
}

/** An open terminal as its viewer uses it. Every call after its end is a no-op. */
export interface Terminal {
  /** `plain`: ends with its viewer's connection; see `KeptTerminal` for the other kind. */
  readonly kind: 'plain'
  /** Takes all of it, in order. False asks to hold further input back until `drained`. */
  readonly write: (input: string) => boolean
  /** Sets the size of the viewer's terminal. */
  readonly resize: (size: TerminalSize) => void
  /** See `TerminalLink.wheel`. */
  readonly wheel: TerminalLink['wheel']
  /** Pauses output for a viewer that does not show the terminal. */
  readonly setHidden: (hidden: boolean) => void
  /** Detaches this viewer; the session runs on. */
  readonly close: () => void
}

/** Attaches a viewer to the terminal of a session. */
export type OpenTerminal = (
  request: AttachSpec,
  viewer: Viewer,
  caller: Caller,
) => TE.TaskEither<OpenTerminalError, Terminal>

/**
 * Attaches a viewer to a live session. From then on plain calls: nothing awaited between a key and the pty, or between
 * the pty and the viewer. Every attachment is audited once when it begins and once when it ends.
 */
export function makeOpenTerminal(
  deps: Pick<TerminalSteps, 'attachments' | 'directory' | 'lastSize' | 'audit' | 'clock'> & {
    readonly host: Pick<TerminalHost, 'attach'>
  },
): OpenTerminal {
  const { host, attachments, directory, lastSize, audit, clock } = deps
  const note = (event: string, fields: Readonly<Record<string, string | number>>, caller: Caller): void =>
    detach('audit of terminals', () => audit.record({ event, fields }, caller)())

  return (request, viewer, caller) => () => {
    let link: TerminalLink | null = null
    let isOver = false

    const stream = makeOutputStream({
      clock,
      send: viewer.output,
      pause: () => link?.pause(),
      resume: () => link?.resume(),
      stalled: () => {
        end('stalled')
      },
    })
    const session = directory.idOf(request.session)
    // From the first moment, so that a stop of the hub reaches it.
    const attachment = attachments.add(session, () => {
      end('hub-stops')
    })
    let attachedAt: number | null = null

    function finish(): boolean {
      if (isOver) return false
      isOver = true
      attachment.release()
      link?.close()
      if (attachedAt !== null) {
        note('session.detach', { session: directory.nameOf(session), durationMs: clock.now() - attachedAt }, caller)
      }
      return true
    }

    function end(reason: TerminalEnd): void {
      if (isOver) return
      stream.end()
      finish()
      viewer.exit(reason)
    }

    let isHidden = request.hidden

    function opened(attached: TerminalLink): Terminal {
      link = attached
      if (isOver) attached.close()
      else {
        attachedAt = clock.now()
        if (!request.hidden) lastSize.note(request.size, session)
        note('session.attach', { session: directory.nameOf(session) }, caller)
      }
      return {
        kind: 'plain',
        write: (input) => {
          stream.typed()
          return attached.write(input)
        },
        resize: (size) => {
          if (!isHidden) lastSize.note(size, session)
          attached.resize(size)
        },
        wheel: attached.wheel,
        setHidden: (hidden) => {
          isHidden = hidden
          attached.setHidden(hidden)
        },
        close: () => {
          if (finish()) stream.drop()
        },
      }
    }

    return pipe(
      host.attach(request, { output: stream.push, drained: viewer.drained, exit: end }),
      TE.map(opened),
      TE.tapError(() => TE.fromIO(attachment.release)),
    )()
  }
}

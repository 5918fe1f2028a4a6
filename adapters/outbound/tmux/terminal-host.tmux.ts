import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { AttachSpec, LinkListener, TerminalHost } from '../../../application/terminal/terminal-host.port.js'
import { sessionNotFound } from '../../../domain/sessions/errors.js'
import { attachLink } from './attach-link.js'
import type { PtySpec } from '../../../infrastructure/pty/pty-process.js'
import { scrolledSessions } from './scrolled-input.js'
import type { SessionCommands } from './session-commands.js'

/** Tools and tmux server of a terminal host. */
export interface TmuxTerminalHostDeps {
  /** argv up to where tmux's command begins: `['/usr/bin/tmux', '-L', 'name']`. */
  readonly tmux: readonly [string, ...string[]]
  /** Commands to the tmux server. */
  readonly commands: SessionCommands
  /** Delays the end of a viewer while a control client attaches; both at once can crash tmux. */
  readonly whenSafe?: (run: () => void) => void
  /** Working folder of viewers; absolute. */
  readonly home: string
  /** Of every viewer's tmux: no secrets, characters in UTF-8, and no `TMUX`, which would make it refuse as nested. */
  readonly environment: Readonly<Record<string, string>>
}

const atOnce = (run: () => void): void => {
  run()
}

/** Terminal type that both clients emulate. */
const TERM = 'xterm-256color'

/**
 * Runs a `tmux attach` in a separate pty for each viewer: tmux draws, and skips frames that a slow viewer cannot show.
 * Attaches by the session's id, because tmux reads a name as a prefix or pattern.
 */
export function tmuxTerminalHost(deps: TmuxTerminalHostDeps): TerminalHost {
  const { tmux, commands, whenSafe = atOnce, home, environment } = deps
  const scrolled = scrolledSessions()
  const [program, ...socket] = tmux
  const variables = { ...environment, TERM }

  function attachTo(id: string, { size, hidden, isPassive = false, isPaneOnly = false }: AttachSpec): PtySpec {
    const wanted = [...(hidden ? ['ignore-size'] : []), ...(isPassive || isPaneOnly ? ['read-only'] : [])]
    // `-E`: viewers do not change the variables that new windows of the session get.
    const flags = wanted.length > 0 ? ['-E', '-f', wanted.join(',')] : ['-E']
    return {
      // Shortened command name, to which tmux applies no alias of the user: see `unaliased`.
      argv: [program, ...socket, '-u', 'attach-sessio', ...flags, '-t', id],
      directory: home,
      environment: variables,
      size,
    }
  }

  return {
    windowSize: (session) =>
      pipe(
        commands.idOf(session),
        TE.flatMapEither(E.fromNullable(sessionNotFound(session))),
        TE.flatMap(commands.windowSize),
        TE.flatMapEither(E.fromNullable(sessionNotFound(session))),
      ),
    attach: (spec: AttachSpec, listener: LinkListener) =>
      pipe(
        commands.idOf(spec.session),
        TE.flatMapEither(E.fromNullable(sessionNotFound(spec.session))),
        TE.flatMapEither((id) =>
          E.tryCatch(
            () => attachLink({ pty: attachTo(id, spec), sessionId: id, commands, scrolled, whenSafe }, spec, listener),
            (cause): Unavailable => unavailable('terminals', 'no pty could be opened', cause),
          ),
        ),
      ),
  }
}

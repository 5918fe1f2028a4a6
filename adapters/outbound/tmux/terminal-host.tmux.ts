import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { AttachSpec, LinkListener, TerminalHost } from '../../../application/terminal/terminal-host.port.js'
import { sessionNotFound } from '../../../domain/sessions/errors.js'
import { attachLink } from './attach-link.js'
import type { PtySpec } from '../../../infrastructure/pty/pty-process.js'
import { scrolledSessions } from './scrolled-input.js'
import type { TmuxQuestions } from './tmux-questions.js'

/** Tools and tmux server of a terminal host. */
export interface TmuxTerminalHostDeps {
  /** argv up to where tmux's command begins: `['/usr/bin/tmux', '-L', 'name']`. */
  readonly tmux: readonly [string, ...string[]]
  /** Requests to the tmux server. */
  readonly questions: TmuxQuestions
  /** Runs the end of a viewer when it cannot harm tmux, which crashes where one leaves while a control client comes. */
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
 * Each viewer is a `tmux attach` in a pty of its own, so tmux does the drawing and leaves out what a slow viewer could
 * not show anyway. Attaches by the session's id: no name is ever taken as a prefix or a pattern.
 */
export function tmuxTerminalHost(deps: TmuxTerminalHostDeps): TerminalHost {
  const { tmux, questions, whenSafe = atOnce, home, environment } = deps
  const scrolled = scrolledSessions()
  const [program, ...socket] = tmux
  const variables = { ...environment, TERM }

  function attachTo(id: string, { size, hidden }: AttachSpec): PtySpec {
    // `-E`: a browser that looks must not change the variables that new windows of the session get.
    const flags = hidden ? ['-E', '-f', 'ignore-size'] : ['-E']
    return {
      // Its name cut short, so that no alias of the person's is applied: see `unaliased` of the tmux adapter.
      argv: [program, ...socket, '-u', 'attach-sessio', ...flags, '-t', id],
      directory: home,
      environment: variables,
      size,
    }
  }

  return {
    attach: (spec: AttachSpec, listener: LinkListener) =>
      pipe(
        questions.idOf(spec.session),
        TE.flatMapEither(E.fromNullable(sessionNotFound(spec.session))),
        TE.flatMapEither((id) =>
          E.tryCatch(
            () => attachLink({ pty: attachTo(id, spec), sessionId: id, questions, scrolled, whenSafe }, spec, listener),
            (cause): Unavailable => unavailable('terminals', 'no pty could be opened', cause),
          ),
        ),
      ),
  }
}

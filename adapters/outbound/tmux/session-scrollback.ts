import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { Args, CommandResult, CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { ScrollbackExtent } from '../../../application/sessions/session-host.port.js'
import { sessionNotFound, type SessionNotFound } from '../../../domain/sessions/errors.js'
import type { Session } from '../../../domain/sessions/session.js'
import { unaliased } from './command-line.js'
import { isGone } from './formats.js'
import {
  markedScrollbackCommands,
  readMarkedScrollback,
  readScrollback,
  SCROLLBACK_OUTPUT_BYTES,
  scrollbackArgs,
} from './scrollback.js'
import type { TmuxLink } from './tmux-link.js'
import type { VisibleSnapshot } from './visible-snapshot.js'

type Reading<A> = Promise<E.Either<SessionNotFound | Unavailable, A>>

interface SessionScrollbackDeps {
  readonly runner: CommandRunner
  readonly link: Pick<TmuxLink, 'send' | 'refresh'>
  readonly visible: Pick<VisibleSnapshot, 'hide'>
  /** Program and socket. */
  readonly tmux: Args
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** Reads the history of a session. Runs as its own process, since its output can be large. */
export function sessionScrollback({ runner, link, visible, tmux, environment, timeoutMs }: SessionScrollbackDeps) {
  const run = async (name: string, args: ReadonlyArray<string>, input?: string): Reading<string> => {
    const options = { environment, timeoutMs, outputLimitBytes: SCROLLBACK_OUTPUT_BYTES }
    const ran: E.Either<Unavailable, CommandResult> = await runner.run(
      [...tmux, ...args],
      input === undefined ? options : { ...options, input },
    )()
    if (E.isLeft(ran)) return ran
    const { exitCode, stdout, stderr } = ran.right
    if (exitCode === 0 && stderr === '') return E.right(stdout)
    return E.left(isGone(stderr) ? sessionNotFound(name) : unavailable('tmux', stderr.trim()))
  }

  const readMarks = async ({ hostId, name }: Session, lines: number): Reading<string> => {
    const asked = await link.send([{ args: ['display-message', '-p', '-t', `${hostId}:`, '#{pane_width}'] }])
    if (E.isLeft(asked)) return asked
    const window = { name: `penates-${randomUUID()}`, columns: Number(asked.right[0]?.lines[0]) }
    const input = markedScrollbackCommands(hostId, lines, window) ?? ''
    const show = visible.hide({ hostId: null, name: window.name })
    const printed = await run(name, unaliased(['source-file', '-']), input)
    if (E.isLeft(printed)) await link.send([{ args: ['kill-session', '-t', `=${window.name}:`] }])
    await link.refresh() // A snapshot that contains the session must not be read after it stops being hidden.
    show()
    return E.map((text: string) => readMarkedScrollback(text, lines))(printed)
  }

  return async (session: Session, lines: number, extent: ScrollbackExtent): Reading<string> =>
    extent === 'marked-history-and-screen'
      ? readMarks(session, lines)
      : E.map((text: string) => readScrollback(text, extent))(
          await run(session.name, scrollbackArgs(session.hostId, lines, extent)),
        )
}

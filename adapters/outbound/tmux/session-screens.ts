import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { sessionNotFound, type SessionNotFound } from '../../../domain/sessions/errors.js'
import type { Session } from '../../../domain/sessions/session.js'
import type { StyledRow } from '../../../domain/terminal/styled-row.js'
import type { ControlReply } from './control-protocol.js'
import { readScreen, readStyledScreen, screenCommands, type ReadScreen, type RowForm } from './screen.js'
import type { TmuxLink } from './tmux-link.js'

type Reading<A> = Promise<E.Either<SessionNotFound | Unavailable, A>>

/** Last rows of the screens of sessions. */
export interface SessionScreens {
  readonly plain: (name: string, lines: number) => Reading<ReadonlyArray<string>>
  readonly styled: (name: string, lines: number) => Reading<ReadonlyArray<StyledRow>>
}

export function sessionScreens(
  link: Pick<TmuxLink, 'currentSnapshot' | 'send'>,
  find: (name: string) => Reading<{ readonly session: Session }>,
): SessionScreens {
  /** The reply contains the current name of the session, so an old snapshot is sufficient for the request. */
  async function rowsOf<Row>(
    name: string,
    form: RowForm,
    read: (replies: ReadonlyArray<ControlReply>) => ReadScreen<Row> | null,
  ): Reading<ReadonlyArray<Row>> {
    const screenOf = async ({ hostId }: Session): Reading<ReadonlyArray<Row>> => {
      const sent = await link.send(screenCommands(`${hostId}:`, '#{session_name}', form))
      if (E.isLeft(sent)) return sent
      const screen = read(sent.right)
      return screen?.facts === name ? E.right(screen.rows) : E.left(sessionNotFound(name))
    }
    const guess = link.currentSnapshot()?.sessions.find((one) => one.name === name)
    const rows = guess === undefined ? null : await screenOf(guess)
    if (rows !== null && E.isRight(rows)) return rows
    const found = await find(name)
    return E.isLeft(found) ? found : screenOf(found.right.session)
  }

  return {
    plain: (name, lines) => rowsOf(name, 'plain', (replies) => readScreen(replies, lines)),
    styled: (name, lines) => rowsOf(name, 'styled', (replies) => readStyledScreen(replies, lines)),
  }
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { findCard, type Board, type Card } from '../../domain/board/card.js'
import { sessionGone, sessionsOf, withPresentNames } from '../../domain/board/sessions.js'
import { withSpawned } from '../../domain/board/spawn.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Unavailable } from '../shared/errors.js'
import { cardKey } from './brainstorm-card.js'
import type { BoardSteps } from './ports.js'

/** Once at the start, after it was decided which sessions are revived. */
export type ReconcileBoard = TE.TaskEither<Unavailable, void>

/**
 * Reconciles the board after a start of the hub. Interrupted plans continue if their session runs and are rolled back
 * if it does not. Sessions that neither run nor are about to be revived are removed from their cards. Worktrees with
 * changes stay in place.
 */
export function makeReconcileBoard(
  deps: Pick<BoardSteps, 'cards' | 'writeBoard' | 'rollbackSpawn' | 'host' | 'record' | 'clock' | 'withLock' | 'log'>,
): ReconcileBoard {
  const { cards, writeBoard, rollbackSpawn, host, record, clock, withLock, log } = deps

  const settle = (card: Card, live: ReadonlyArray<Session>): TE.TaskEither<Unavailable, unknown> => {
    const { id, plan } = card
    if (plan === null) return TE.right(undefined)
    const session = live.find(({ name }) => name === plan.session)
    const isThere = session !== undefined
    log.warn('a session was being made for a card when the hub ended', { card: id, session: plan.session, isThere })
    if (!isThere) return rollbackSpawn(id, plan, { ownSession: null, ownSessionId: null, sessionRef: null })
    return writeBoard((board) => {
      const present = findCard(board, id)
      return E.right(present === undefined ? board : withSpawned(board, present, plan, session.id, clock.now()))
    }, null)
  }

  const letGo = (board: Board, alive: ReadonlySet<SessionId>): Board =>
    sessionsOf(board)
      .filter(({ id }) => id === null || !alive.has(id))
      .reduce((next, session) => sessionGone(next, session, clock.now()), board)

  return pipe(
    TE.Do,
    TE.bind('live', () => host.list),
    TE.bind('records', () => record.read),
    TE.bind('board', () => cards.read),
    TE.tap(({ board, live }) =>
      pipe(
        board.cards.filter(({ plan }) => plan !== null),
        TE.traverseSeqArray((card) => withLock([cardKey(card.id)], settle(card, live))),
      ),
    ),
    TE.flatMap(({ live, records }) => {
      const alive = new Set([...live.map(({ id }) => id), ...records.reviving])
      return writeBoard(
        (board) => E.right(letGo(withPresentNames(board, [...records.known, ...live], clock.now()), alive)),
        null,
      )
    }),
    TE.asUnit,
  )
}

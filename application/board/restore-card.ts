import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import type { CardId, CardView } from '../../domain/board/card.js'
import { existingCard, restoreCard } from '../../domain/board/changes.js'
import { cardNotFound, type CardNotFound } from '../../domain/board/errors.js'
import type { Unavailable } from '../shared/errors.js'
import { isOnOwnBoard, type BoardCaller } from './board-caller.js'
import type { BoardSteps } from './ports.js'

/** Failure of a restoration. `CardNotFound` for a card that was not deleted since the start of the hub. */
export type RestoreCardError = CardNotFound | Forbidden | Unavailable
/** Adds a deleted card again, under its id. Its session is gone. */
export type RestoreCard = (id: CardId, caller: BoardCaller) => TE.TaskEither<RestoreCardError, CardView>

/** Undoes a deletion. Returns a card that was restored before as it is. */
export function makeRestoreCard(deps: Pick<BoardSteps, 'deletedCards' | 'writeBoard' | 'clock'>): RestoreCard {
  const { deletedCards, writeBoard, clock } = deps
  return (id, caller) => {
    const deleted = deletedCards.get(id)
    if (deleted === undefined) return TE.left(cardNotFound(id))
    if (!isOnOwnBoard(caller.principal, deleted.card.projectId)) return TE.left(forbidden)
    return pipe(
      writeBoard((board) => E.right(restoreCard(board, deleted, clock.now())), caller),
      TE.flatMapEither((board) => existingCard(board, id)),
      TE.map((card) => ({ card, sessionLive: false })),
    )
  }
}

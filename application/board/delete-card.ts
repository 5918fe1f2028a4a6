import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { removeCard } from '../../domain/board/changes.js'
import type { CardNotFound } from '../../domain/board/errors.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardCaller } from './board-caller.js'
import type { WriteBoard } from './write-board.js'

export type DeleteCardError = CardNotFound | Unavailable
export type DeleteCard = (id: string, caller: BoardCaller) => TE.TaskEither<DeleteCardError, void>
export interface DeleteCardDeps {
  readonly writeBoard: WriteBoard
  readonly clock: Clock
}

/** Takes a card off the board. */
export function makeDeleteCard({ writeBoard, clock }: DeleteCardDeps): DeleteCard {
  return (id, { client }) =>
    pipe(
      writeBoard((board) => removeCard(board, id, clock.now()), client),
      TE.asUnit,
    )
}

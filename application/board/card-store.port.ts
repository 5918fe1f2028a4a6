import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Board } from '../../domain/board/card.js'
import type { Unavailable } from '../shared/errors.js'

/** The board, on disk. */
export interface CardStore {
  /** Board as stored last. */
  readonly read: TE.TaskEither<Unavailable, Board>
  /**
   * Changes the board. Changes are applied one at a time in the order of the calls; the answer comes when the new board
   * is on disk. A left, or the same board back, writes nothing. When the write fails the board stays as it was.
   */
  readonly update: <Refusal>(
    change: (board: Board) => E.Either<Refusal, Board>,
  ) => TE.TaskEither<Refusal | Unavailable, Board>
}

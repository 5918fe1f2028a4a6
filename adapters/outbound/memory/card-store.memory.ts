import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CardStore } from '../../../application/board/card-store.port.js'
import { EMPTY_BOARD, type Board } from '../../../domain/board/card.js'

/** In-memory board. */
export function memoryCardStore(first: Board = EMPTY_BOARD): CardStore {
  let board = first
  return {
    read: TE.fromIO(() => board),
    update: (change) =>
      TE.fromIOEither(() => {
        const changed = change(board)
        if (E.isRight(changed)) board = changed.right
        return changed
      }),
  }
}

import type * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { EMPTY_BOARD, type Board, cardView } from '../../domain/board/card.js'
import type { Feed } from '../shared/feed.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { CardStore } from './card-store.port.js'
import { runningSessionNames } from './session-work.js'

/** Changes the board; see `CardStore.update`. `origin` is the client that asked, `null` for the hub itself. */
export type WriteBoard = <Refusal>(
  change: (board: Board) => E.Either<Refusal, Board>,
  origin: string | null,
) => TE.TaskEither<Refusal | Unavailable, Board>
export interface WriteBoardDeps {
  readonly cards: CardStore
  readonly host: SessionHost
  readonly feed: Feed
  readonly clock: Clock
}

/** Changes the board. All other code changes it through this. Changed cards are published once they are on disk. */
export function makeWriteBoard({ cards, host, feed, clock }: WriteBoardDeps): WriteBoard {
  const tell = (before: Board, after: Board, origin: string | null): T.Task<void> => {
    if (before.cards === after.cards) return T.of(undefined)
    const former = new Map(before.cards.map((card) => [card.id, card]))
    const changed = after.cards.filter((card) => former.get(card.id) !== card)
    for (const { id } of after.cards) former.delete(id)
    return pipe(
      runningSessionNames(host),
      T.map((live) => {
        const at = clock.now()
        for (const card of changed) feed.publish({ _tag: 'card-changed', card: cardView(card, live), origin, at })
        for (const id of former.keys()) feed.publish({ _tag: 'card-removed', id, origin, at })
      }),
    )
  }

  return (change, origin) => {
    let before = EMPTY_BOARD
    return pipe(
      cards.update((board) => {
        before = board
        return change(board)
      }),
      TE.tapTask((after) => tell(before, after, origin)),
    )
  }
}

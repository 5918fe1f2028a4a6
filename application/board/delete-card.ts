import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type CardId } from '../../domain/board/card.js'
import { existingCard, removeCard } from '../../domain/board/changes.js'
import { type CardNotFound } from '../../domain/board/errors.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { BoardCaller } from './board-caller.js'
import { cardKey } from './brainstorm-card.js'
import type { CardStore } from './card-store.port.js'
import type { ReleaseCard } from './release-card.js'
import type { WriteBoard } from './write-board.js'
import type { BranchName } from '../../domain/repo/refs.js'

/** Worktree, branch and rescue refs that a deleted card leaves behind because they hold work. */
export interface Kept {
  /** Absolute. */
  readonly worktree: string | null
  /** Branch that was left in place; `null` when there was none or it was deleted. */
  readonly branch: BranchName | null
  /** Rescue refs of commits that are on no other branch. */
  readonly rescue: ReadonlyArray<string>
}

/** Failure of a deletion; the card stays. */
export type DeleteCardError = CardNotFound | Unavailable
/** Deletes a card, its session and its worktree. Commits that are on no other branch stay under rescue refs. */
export type DeleteCard = (id: CardId, caller: BoardCaller) => TE.TaskEither<DeleteCardError, Kept>
export interface DeleteCardDeps {
  readonly cards: CardStore
  readonly writeBoard: WriteBoard
  readonly releaseCard: ReleaseCard
  readonly withLock: WithLock
  readonly clock: Clock
}

/** Ends a card's session, gives back what holds no work, takes the card off the board, and says what was kept. */
export function makeDeleteCard({ cards, writeBoard, releaseCard, withLock, clock }: DeleteCardDeps): DeleteCard {
  return (id, caller) =>
    withLock(
      [cardKey(id)],
      pipe(
        TE.Do,
        TE.bindW('board', () => cards.read),
        TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
        TE.bindW('cleanup', ({ card }) => TE.fromTask(releaseCard(card, caller))),
        TE.tap(() => writeBoard((board) => removeCard(board, id, clock.now()), caller.client)),
        TE.map(({ card, cleanup }) => ({
          worktree: cleanup.worktreeKept ? card.worktreePath : null,
          branch: cleanup.branchKept ? card.branch : null,
          rescue: cleanup.rescue,
        })),
      ),
    )
}

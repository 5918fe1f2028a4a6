import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { findCard, type CardId } from '../../domain/board/card.js'
import { deletedCard, existingCard, removeCard, type DeletedCard } from '../../domain/board/changes.js'
import { type CardNotFound } from '../../domain/board/errors.js'
import type { Unavailable } from '../shared/errors.js'
import type { RecentValues } from '../shared/recent-values.js'
import type { BoardCaller } from './board-caller.js'
import { cardKey } from './brainstorm-card.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { BoardSteps } from './ports.js'

/** Worktree, branch and rescue refs that a deleted card leaves behind because they hold work. */
export interface Kept {
  /** Absolute. */
  readonly worktree: string | null
  /** Branch that was left in place; `null` when there was none or it was deleted. */
  readonly branch: BranchName | null
  /** Rescue refs of commits that are on no other branch. */
  readonly rescue: ReadonlyArray<string>
}

/** Deleted cards since the start of the hub, for undo. */
export type DeletedCards = RecentValues<CardId, DeletedCard>

/** Failure of a deletion; the card stays. */
export type DeleteCardError = CardNotFound | Unavailable
/** Deletes a card, its session and its worktree. Commits that are on no other branch stay under rescue refs. */
export type DeleteCard = (id: CardId, caller: BoardCaller) => TE.TaskEither<DeleteCardError, Kept>

/** Ends a card's session, gives back what holds no work, takes the card off the board, and says what was kept. */
export function makeDeleteCard(
  deps: Pick<BoardSteps, 'cards' | 'deletedCards' | 'writeBoard' | 'releaseCard' | 'withLock' | 'clock'>,
): DeleteCard {
  const { cards, deletedCards, writeBoard, releaseCard, withLock, clock } = deps
  return (id, caller) =>
    withLock(
      [cardKey(id)],
      pipe(
        TE.Do,
        TE.bindW('board', () => cards.read),
        TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
        TE.bindW('cleanup', ({ card }) => TE.fromTask(releaseCard(card, caller))),
        TE.let('kept', ({ card, cleanup }) => ({
          worktree: cleanup.worktreeKept ? card.worktreePath : null,
          branch: cleanup.branchKept ? card.branch : null,
          rescue: cleanup.rescue,
        })),
        TE.tap(({ kept: { worktree, branch } }) =>
          writeBoard((board) => {
            const removed = removeCard(board, id, clock.now())
            const card = findCard(board, id)
            if (card !== undefined) deletedCards.set(id, deletedCard(board, card, { worktreePath: worktree, branch }))
            return removed
          }, caller),
        ),
        TE.map(({ kept }) => kept),
      ),
    )
}

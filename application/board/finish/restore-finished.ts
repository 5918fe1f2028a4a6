import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { findCard, withCard, type Board, type Card } from '../../../domain/board/card.js'
import { staged, touched } from '../../../domain/board/changes.js'
import { cardNotFound, type CardNotFound } from '../../../domain/board/errors.js'
import type { FinishAt } from '../../../domain/board/finish.js'
import type { Clock } from '../../shared/clock.port.js'
import { andThen } from './and-then.js'
import type { BoardCaller } from '../board-caller.js'
import type { GitRepository, GitFault } from '../git-repository.port.js'
import type { Worktrees } from '../worktrees.port.js'
import type { WriteBoard } from '../write-board.js'

export interface Restored {
  readonly card: Card
  /** The worktree is there again, with the branch. */
  readonly worktreeRestored: boolean
}

/** Brings back branch, worktree and card of a finish whose base is taken back. Can be done again. */
export type RestoreFinished = (
  finish: FinishAt<'undoing'>,
  caller: BoardCaller,
) => TE.TaskEither<CardNotFound | GitFault, Restored>
export interface RestoreFinishedDeps {
  readonly writeBoard: WriteBoard
  readonly worktrees: Worktrees
  readonly merger: GitRepository
  readonly clock: Clock
}

type Step<A> = TE.TaskEither<CardNotFound | GitFault, A>

export function makeRestoreFinished(deps: RestoreFinishedDeps): RestoreFinished {
  const { writeBoard, worktrees, merger, clock } = deps

  /**
   * Tip of the restored branch. After a revert commit the old commits still count as merged: they would show no
   * difference, and a later finish would merge nothing. They are therefore cherry-picked onto the revert commit. If
   * that fails with a conflict, the branch gets its old tip.
   */
  const tipOf = ({ directory, place, baseBefore, branchTip, revert }: FinishAt<'undoing'>): Step<string> => {
    if (revert === null) return TE.right(branchTip)
    const discard = TE.fromTask(merger.discard(directory, { scratchWorktree: `${place}-anew` }))
    return pipe(
      discard,
      TE.flatMap(() =>
        merger.cherryPick(directory, {
          scratchWorktree: `${place}-anew`,
          onto: revert,
          since: baseBefore,
          tip: branchTip,
        }),
      ),
      TE.orElse((error): Step<string> => (error._tag === 'MergeRefused' ? TE.right(branchTip) : TE.left(error))),
      andThen(discard),
    )
  }

  const restoreBranch = (finish: FinishAt<'undoing'>): Step<void> =>
    pipe(
      worktrees.inspect(finish.directory),
      TE.flatMap(({ branches }): Step<unknown> =>
        branches.has(finish.branch)
          ? TE.right(undefined)
          : pipe(
              tipOf(finish),
              TE.flatMap((tip) => merger.restore(finish.directory, finish.branch, tip)),
            ),
      ),
      TE.asUnit,
    )

  const restoreWorktree = ({ directory, worktree, branch, branchTip }: FinishAt<'undoing'>): Step<boolean> =>
    worktree === null
      ? TE.right(false)
      : pipe(
          worktrees.state(worktree),
          TE.flatMap((state) =>
            state !== null
              ? TE.right(true)
              : pipe(
                  worktrees.add(directory, { path: worktree, branch, from: branchTip }),
                  TE.map(() => true),
                  TE.orElse(() => TE.right(false)),
                ),
          ),
        )

  const restoreCard = (finish: FinishAt<'undoing'>, hasWorktree: boolean, caller: BoardCaller): Step<Card> =>
    pipe(
      writeBoard((board): E.Either<CardNotFound, Board> => {
        const card = findCard(board, finish.cardId)
        if (card === undefined) return E.left(cardNotFound(finish.cardId))
        const { stage, order } = finish.cardBefore
        const values = { ...staged(stage, card, clock.now()), order, branch: finish.branch }
        const worktreePath = hasWorktree ? finish.worktree : card.worktreePath
        return E.right(withCard(board, touched(card, { ...values, worktreePath }, clock.now())))
      }, caller.client),
      TE.flatMapNullable(
        (board) => findCard(board, finish.cardId),
        () => cardNotFound(finish.cardId),
      ),
    )

  return (finish, caller) =>
    pipe(
      TE.Do,
      TE.tap(() => restoreBranch(finish)),
      TE.bind('worktreeRestored', () => restoreWorktree(finish)),
      TE.bind('card', ({ worktreeRestored }) => restoreCard(finish, worktreeRestored, caller)),
    )
}

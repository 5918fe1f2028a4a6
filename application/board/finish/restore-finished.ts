import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { withCard, type Board, type Card } from '../../../domain/board/card.js'
import { existingCard, staged, touched } from '../../../domain/board/changes.js'
import type { CardNotFound } from '../../../domain/board/errors.js'
import type { FinishAt } from '../../../domain/board/finish.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import type { GitFault } from '../git-repository.port.js'
import type { FinishPorts } from './ports.js'

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

type Answer<A> = Promise<E.Either<CardNotFound | GitFault, A>>

export function makeRestoreFinished(
  deps: Pick<FinishPorts, 'writeBoard' | 'worktrees' | 'merger' | 'clock'>,
): RestoreFinished {
  const { writeBoard, worktrees, merger, clock } = deps

  /**
   * Tip of the restored branch. After a revert commit the old commits still count as merged: they would show no
   * difference, and a later finish would merge nothing. They are therefore cherry-picked onto the revert commit. If
   * that fails with a conflict, the branch gets its old tip.
   */
  async function tipOf(finish: FinishAt<'undoing'>): Answer<FullCommitId> {
    const { directory, place, baseBefore, branchTip, revert } = finish
    if (revert === null) return E.right(branchTip)
    const scratchWorktree = `${place}-anew`
    await merger.discard(directory, { scratchWorktree })()
    const picks = { scratchWorktree, onto: revert, since: baseBefore, tip: branchTip }
    const picked = await merger.cherryPick(directory, picks)()
    await merger.discard(directory, { scratchWorktree })()
    if (E.isRight(picked)) return picked
    return picked.left._tag === 'MergeRefused' ? E.right(branchTip) : E.left(picked.left)
  }

  async function restoreBranch(finish: FinishAt<'undoing'>): Answer<unknown> {
    const { directory, branch } = finish
    const repository = await worktrees.inspect(directory)()
    if (E.isLeft(repository)) return repository
    if (repository.right.branches.has(branch)) return E.right(undefined)
    const tip = await tipOf(finish)
    return E.isLeft(tip) ? tip : merger.restore(directory, branch, tip.right)()
  }

  async function restoreWorktree(finish: FinishAt<'undoing'>): Answer<boolean> {
    const { directory, worktree, branch, branchTip } = finish
    if (worktree === null) return E.right(false)
    const state = await worktrees.state(worktree)()
    if (E.isLeft(state)) return state
    if (state.right !== null) return E.right(true)
    const added = await worktrees.add(directory, { path: worktree, branch, from: branchTip })()
    return E.right(E.isRight(added))
  }

  const restoreCard = (
    finish: FinishAt<'undoing'>,
    hasWorktree: boolean,
    caller: BoardCaller,
  ): TE.TaskEither<CardNotFound | Unavailable, Card> =>
    pipe(
      writeBoard((board): E.Either<CardNotFound, Board> => {
        const found = existingCard(board, finish.cardId)
        if (E.isLeft(found)) return found
        const card = found.right
        const { stage, order } = finish.cardBefore
        const values = { ...staged(stage, card, clock.now()), order, branch: finish.branch }
        const worktreePath = hasWorktree ? finish.worktree : card.worktreePath
        return E.right(withCard(board, touched(card, { ...values, worktreePath }, clock.now())))
      }, caller),
      TE.flatMapEither((board) => existingCard(board, finish.cardId)),
    )

  return (finish, caller) => async () => {
    const branch = await restoreBranch(finish)
    if (E.isLeft(branch)) return branch
    const worktree = await restoreWorktree(finish)
    if (E.isLeft(worktree)) return worktree
    const card = await restoreCard(finish, worktree.right, caller)()
    return E.isLeft(card) ? card : E.right({ card: card.right, worktreeRestored: worktree.right })
  }
}

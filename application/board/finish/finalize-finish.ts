import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { findCard, withCard, type Board } from '../../../domain/board/card.js'
import { staged, touched, withoutWorktree } from '../../../domain/board/changes.js'
import { NO_CLEANUP, rescueRef, type Cleanup, type Finish, type FinishAt } from '../../../domain/board/finish.js'
import { lastOrder } from '../../../domain/board/order.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import type { FinishSteps } from './ports.js'

/** Takes a finish that is `finalizing` to `done`: the card, its session, its worktree, its branch. Can be done again. */
export type FinalizeFinish = (
  finish: FinishAt<'finalizing'>,
  caller: BoardCaller,
) => TE.TaskEither<Unavailable, FinishAt<'done'>>

export function makeFinalizeFinish(
  deps: Pick<FinishSteps, 'cards' | 'writeBoard' | 'releaseCard' | 'merger' | 'noteFinish' | 'audit' | 'clock'>,
): FinalizeFinish {
  const { cards, writeBoard, releaseCard, merger, noteFinish, audit, clock } = deps

  const toDone = (board: Board, { cardId }: Finish): Board => {
    const card = findCard(board, cardId)
    if (card === undefined || card.stage === 'done') return board
    const at = clock.now()
    return withCard(board, touched(card, { ...staged('done', card, at), order: lastOrder(board, 'done') }, at))
  }

  async function release(finish: Finish, caller: BoardCaller): Promise<E.Either<Unavailable, Cleanup>> {
    const board = await cards.read()
    if (E.isLeft(board)) return board
    const card = findCard(board.right, finish.cardId)
    const rescued = { [finish.branchTip]: rescueRef(finish.cardId, finish.startedAt, 'branch') }
    const cleanup =
      card === undefined ? NO_CLEANUP : await releaseCard({ ...card, branch: finish.branch }, caller, rescued)()
    const written = await writeBoard(
      (before) => E.right(cleanup.worktreeKept ? before : withoutWorktree(before, finish.cardId, clock.now())),
      caller,
    )()
    return E.isLeft(written) ? written : E.right(cleanup)
  }

  return (finish, caller) => async () => {
    // The steps are independent of each other, and an interrupted step is repeated.
    const [cleanup, , moved] = await Promise.all([
      release(finish, caller),
      merger.discard(finish.directory, { scratchWorktree: finish.place })(),
      writeBoard((board) => E.right(toDone(board, finish)), caller)(),
    ])
    if (E.isLeft(cleanup)) return cleanup
    if (E.isLeft(moved)) return moved
    const done = await noteFinish({ ...finish, stage: 'done', cleanup: cleanup.right, endedAt: clock.now() })()
    if (E.isLeft(done)) return done
    const { cardId: card, branch, base } = finish
    const audited = await audit.record({ event: 'card.finish', fields: { card, branch, base } }, caller)()
    return E.isLeft(audited) ? audited : done
  }
}

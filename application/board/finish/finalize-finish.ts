import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { findCard, withCard, type Board } from '../../../domain/board/card.js'
import { staged, touched, withoutWorktree } from '../../../domain/board/changes.js'
import { viewOf } from '../../../domain/board/finish-view.js'
import {
  recent,
  withFinish,
  NO_CLEANUP,
  rescueRef,
  type Finish,
  type Cleanup,
  type FinishAt,
} from '../../../domain/board/finish.js'
import { lastOrder } from '../../../domain/board/order.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import type { FinishPorts, FinishSteps } from './ports.js'

/** Stores a finish in place of its former stage and publishes it. Returns it once it is on disk. */
export type NoteFinish = <F extends Finish>(finish: F) => TE.TaskEither<Unavailable, F>

export function makeNoteFinish({ journal, feed, clock }: Pick<FinishPorts, 'journal' | 'feed' | 'clock'>): NoteFinish {
  return (finish) =>
    pipe(
      journal.update((records) => E.right(withFinish(recent(records, clock.now()), finish))),
      TE.map(() => {
        feed.publish({ _tag: 'finish-progress', finish: viewOf(finish, clock.now()), at: clock.now() })
        return finish
      }),
    )
}

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

/**
 * Ends an interrupted finish. A finish that has published nothing is aborted; any other is completed. Returns the
 * finish in its new stage. A finish whose remote does not respond stays open.
 */
export type ResumeFinish = (finish: Finish, caller: BoardCaller) => TE.TaskEither<Unavailable, Finish>
/** Reason of a finish that was aborted before it had published anything. */
export const INTERRUPTED = 'interrupted'

export function makeResumeFinish(
  deps: Pick<FinishSteps, 'merger' | 'noteFinish' | 'publishFinish' | 'finalizeFinish' | 'clock' | 'log'>,
): ResumeFinish {
  const { merger, noteFinish, publishFinish, finalizeFinish, clock, log } = deps

  type Resumed = Promise<E.Either<Unavailable, Finish>>

  async function abort(finish: FinishAt<'merging'>): Resumed {
    const { directory, cardId, startedAt } = finish
    const refs = (['base', 'branch', 'merge'] as const).map((what) => rescueRef(cardId, startedAt, what))
    await merger.deleteRefs(directory, refs)()
    return noteFinish({ ...finish, stage: 'aborted', reason: INTERRUPTED, endedAt: clock.now() })()
  }

  async function publish(finish: FinishAt<'publishing'>, caller: BoardCaller): Resumed {
    const finalizing = await publishFinish(finish)()
    if (E.isRight(finalizing)) return finalizeFinish(finalizing.right, caller)()
    const error = finalizing.left
    if (error._tag === 'Unavailable') return E.left(error)
    const staysOpen = error._tag === 'NotARepository' || (error._tag === 'PushFailed' && error.isPending)
    return E.right(staysOpen ? finish : { ...finish, stage: 'aborted', reason: error._tag, endedAt: clock.now() })
  }

  async function resume(finish: Finish, caller: BoardCaller): Resumed {
    if (finish.stage === 'merging') return abort(finish)
    if (finish.stage === 'publishing') return publish(finish, caller)
    if (finish.stage === 'finalizing') return finalizeFinish(finish, caller)()
    return E.right(finish)
  }

  return (finish, caller) => async () => {
    // Its place may be half made, or half removed.
    await merger.discard(finish.directory, { scratchWorktree: finish.place, isLeft: true })()
    const resumed = await resume(finish, caller)
    if (E.isLeft(resumed)) return resumed
    const { cardId: card, stage, reason } = resumed.right
    log.info('a finish that was cut short was looked after', { card, stage, reason })
    return resumed
  }
}

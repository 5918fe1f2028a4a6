import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { rescueRef, type Finish, type FinishAt } from '../../../domain/board/finish.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import type { FinishSteps } from './ports.js'

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

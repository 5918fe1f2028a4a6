import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { finishNotFound, type FinishNotFound } from '../../../domain/board/errors.js'
import { findFinish, isRecent, type Finish, type FinishAt } from '../../../domain/board/finish.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import type { FinishGateError } from './check-finish.js'
import type { FinishCard, FinishCardError, FinishOptions } from './finish-card.js'
import { viewOf, type FinishView } from '../../../domain/board/finish-view.js'
import type { CardId } from '../../../domain/board/card.js'
import type { FinishSteps } from './ports.js'

/** Finishes as jobs. A request starts a job; every client can follow it. */
export interface FinishJobs {
  /** Answers when the card may be finished at all; `end` answers when the finish is over. */
  readonly begin: (
    cardId: CardId,
    options: Omit<FinishOptions, 'finishId'>,
    caller: BoardCaller,
  ) => TE.TaskEither<
    FinishGateError,
    { readonly job: FinishView; readonly end: Promise<E.Either<FinishCardError, FinishAt<'done'>>> }
  >
  readonly find: (id: string) => TE.TaskEither<FinishNotFound | Unavailable, FinishView>
  /** Of the last 30 days, newest first, one that waits or was refused a moment ago included. */
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<FinishView>>
}

/** Maximum number of jobs outside the journal that stay available to clients. */
const MAX_KEPT = 200

export function makeFinishJobs(
  deps: Pick<FinishSteps, 'openFinish' | 'finishCard' | 'journal' | 'feed' | 'clock' | 'secrets'>,
): FinishJobs {
  const { openFinish, finishCard, journal, feed, clock, secrets } = deps
  const jobs = new Map<string, FinishView>()

  const tell = (view: FinishView): void => {
    jobs.delete(view.id)
    jobs.set(view.id, view)
    for (const oldest of jobs.keys()) {
      if (jobs.size <= MAX_KEPT) break
      jobs.delete(oldest)
    }
    feed.publish({ _tag: 'finish-progress', finish: view, at: clock.now() })
  }

  /** The journal's entry of a job; `undefined` when there is none. */
  const inJournal = (id: string): TE.TaskEither<Unavailable, Finish | undefined> =>
    pipe(
      journal.read,
      TE.map((records) => findFinish(records, id)),
    )

  const run = async (
    job: FinishView,
    task: ReturnType<FinishCard>,
  ): Promise<E.Either<FinishCardError, FinishAt<'done'>>> => {
    const result = await task()
    const noted = await inJournal(job.id)()
    if (E.isRight(noted) && noted.right !== undefined) jobs.delete(job.id)
    else if (E.isLeft(result)) tell(refused(job, result.left, clock.now()))
    return result
  }

  return {
    begin: (cardId, options, caller) =>
      pipe(
        openFinish(cardId),
        TE.map(({ card, branch }) => {
          const job: FinishView = {
            id: secrets.newId(),
            cardId,
            projectId: card.projectId,
            stage: 'queued',
            branch,
            base: null,
            merge: null,
            pushed: false,
            merged: false,
            reason: null,
            reasons: [],
            files: [],
            detail: null,
            cleanup: null,
            isUndoable: false,
            startedAt: clock.now(),
            endedAt: null,
          }
          tell(job)
          return { job, end: run(job, finishCard(cardId, { finishId: job.id, ...options }, caller)) }
        }),
      ),
    find: (id) =>
      pipe(
        inJournal(id),
        TE.flatMap((finish): TE.TaskEither<FinishNotFound, FinishView> => {
          const view = finish === undefined ? jobs.get(id) : viewOf(finish, clock.now())
          return view === undefined ? TE.left(finishNotFound(id)) : TE.right(view)
        }),
      ),
    list: pipe(
      journal.read,
      TE.map((records) =>
        [
          ...records.filter((one) => isRecent(one, clock.now())).map((finish) => viewOf(finish, clock.now())),
          ...[...jobs.values()].filter(({ id }) => !findFinish(records, id)),
        ].sort((a, b) => b.startedAt - a.startedAt),
      ),
    ),
  }
}

const refused = (job: FinishView, error: FinishCardError, endedAt: number): FinishView => {
  const reasons = error._tag === 'FinishObstructed' ? error.reasons : [error._tag]
  return {
    ...job,
    stage: 'refused',
    reason: reasons[0] ?? null,
    reasons,
    files: error._tag === 'FinishObstructed' ? error.files : [],
    detail: error._tag === 'FinishObstructed' ? error.detail : null,
    endedAt,
  }
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card, CardId } from '../../../domain/board/card.js'
import { existingCard } from '../../../domain/board/changes.js'
import {
  finishObstructed,
  notReviewable,
  type FinishFailed,
  type FinishObstructed,
  type MergeRefused,
  type PushFailed,
} from '../../../domain/board/errors.js'
import { isOpen, NOT_YET, rescueRef, type Finish, type FinishAt } from '../../../domain/board/finish.js'
import { cleanTitle } from '../../../domain/board/card-input.js'
import type { Project } from '../../../domain/projects/project.js'
import { lockKey, type LockKey } from '../../shared/keyed-lock.js'
import type { BoardCaller } from '../board-caller.js'
import { cardKey } from '../brainstorm-card.js'
import type { FinishGateError, ReadyFinish } from './check-finish.js'
import { finishFault } from './git-faults.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { BranchName } from '../../../domain/repo/refs.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import type { FinishPorts, FinishSteps } from './ports.js'

/** Failure of a finish. */
export type FinishCardError = FinishGateError | FinishObstructed | FinishFailed | MergeRefused | PushFailed

/** A finish that may begin: what it is about. */
export interface Finishable {
  readonly card: Card
  readonly branch: BranchName
  readonly project: Project
}

/** The card, if it is in review with a branch. */
export type OpenFinish = (id: CardId) => TE.TaskEither<FinishGateError, Finishable>

export function makeOpenFinish({ cards, findProject }: Pick<FinishPorts, 'cards' | 'findProject'>): OpenFinish {
  return (id) =>
    pipe(
      TE.Do,
      TE.bindW('board', () => cards.read),
      TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
      TE.bindW('branch', ({ card: { stage, branch } }) =>
        stage === 'review' && branch !== null ? TE.right(branch) : TE.left(notReviewable),
      ),
      TE.bindW('project', ({ card }) => findProject(card.projectId)),
    )
}

/** Options of a finish. */
export interface FinishOptions {
  /** The id that the finish will have. */
  readonly finishId: string
  /** True when the base branch is pushed. */
  readonly pushes: boolean
  /** Text of the line in the plan document, instead of the card's title. */
  readonly line?: string
}

/** Merges a card's branch; answers with the finish when it is `done`. Finishes of one project wait for each other. */
export type FinishCard = (
  id: CardId,
  options: FinishOptions,
  caller: BoardCaller,
) => TE.TaskEither<FinishCardError, FinishAt<'done'>>

/** Lock key for the project's base branch. */
export const baseKey = (directory: Directory): LockKey => lockKey('base', directory)

type Step<A> = TE.TaskEither<FinishCardError, A>
type Answer<A> = Promise<E.Either<FinishCardError, A>>

/** See docs/board.md for what is on disk, and what can be seen from outside, before and after each step. */
export function makeFinishCard(
  deps: Pick<FinishPorts, 'journal' | 'merger' | 'withLock' | 'clock' | 'finishFolder'> &
    Pick<FinishSteps, 'openFinish' | 'checkFinish' | 'noteFinish' | 'resumeFinish' | 'publishFinish'> &
    Pick<FinishSteps, 'finalizeFinish'>,
): FinishCard {
  const { openFinish, checkFinish, journal, noteFinish, resumeFinish, publishFinish, finalizeFinish, merger } = deps
  const { withLock, clock, finishFolder } = deps

  /** A finish that was cut short has to end before the base is touched again. It may be one of this card. */
  async function endOpen({ project, card }: Finishable, caller: BoardCaller): Answer<FinishAt<'done'> | null> {
    const records = await journal.read()
    if (E.isLeft(records)) return records
    let isPending = false
    let done: FinishAt<'done'> | null = null
    for (const open of records.right.filter((one) => one.directory === project.path && isOpen(one))) {
      const end = await resumeFinish(open, caller)()
      if (E.isLeft(end)) return end
      if (isOpen(end.right)) isPending = true
      if (end.right.stage === 'done' && end.right.cardId === card.id) done ??= end.right
    }
    return isPending ? E.left(finishObstructed(['finish-pending'])) : E.right(done)
  }

  const begin = (
    { card, project }: Finishable,
    ready: ReadyFinish,
    { finishId, pushes }: FinishOptions,
  ): Step<FinishAt<'merging'>> =>
    noteFinish({
      id: finishId,
      cardId: card.id,
      projectId: project.id,
      directory: project.path,
      base: ready.base,
      branch: ready.branch,
      branchTip: ready.branchTip,
      baseBefore: ready.baseTip,
      place: `${finishFolder}/${finishId}`,
      pushes,
      worktree: card.worktreePath,
      cardBefore: { stage: card.stage, order: card.order },
      startedAt: clock.now(),
      stage: 'merging',
      ...NOT_YET,
    })

  /** Runs the check that the project requires before a merge counts. */
  async function check({ directory, place }: Finish): Answer<void> {
    const command = await merger.checkCommand(directory)()
    if (E.isLeft(command)) return E.left(finishFault(command.left))
    if (command.right === null) return E.right(undefined)
    const complaint = await merger.runCheck({ scratchWorktree: place, command: command.right })()
    if (E.isLeft(complaint)) return complaint
    return complaint.right === null
      ? E.right(undefined)
      : E.left(finishObstructed(['check-failed'], [], complaint.right))
  }

  async function build(finish: Finish, { card }: Finishable, ready: ReadyFinish): Answer<FullCommitId> {
    const { edits, branchTip, baseTip } = ready
    if (edits === null) return E.right(baseTip)
    const built = await merger.build(finish.directory, {
      scratchWorktree: finish.place,
      onto: baseTip,
      message: `Merge ${finish.branch}: ${cleanTitle(card.title)}`,
      step: { _tag: 'merge', commit: branchTip },
      edits,
    })()
    if (E.isLeft(built)) return E.left(finishFault(built.left))
    const checked = await check(finish)
    return E.isLeft(checked) ? checked : built
  }

  const createRescueRefs = (finish: Finish, merge: FullCommitId): Step<void> =>
    pipe(
      merger.createRefs(finish.directory, {
        [rescueRef(finish.cardId, finish.startedAt, 'base')]: finish.baseBefore,
        [rescueRef(finish.cardId, finish.startedAt, 'branch')]: finish.branchTip,
        [rescueRef(finish.cardId, finish.startedAt, 'merge')]: merge,
      }),
      TE.mapLeft(finishFault),
    )

  const discard = ({ directory, place }: Finish): Promise<unknown> =>
    merger.discard(directory, { scratchWorktree: place })()

  async function abort(finish: FinishAt<'merging'>, error: FinishCardError): Answer<never> {
    await discard(finish)
    const detail = 'detail' in error ? error.detail : null
    const noted = await noteFinish({
      ...finish,
      stage: 'aborted',
      reason: error._tag,
      detail,
      endedAt: clock.now(),
    })()
    return E.isLeft(noted) ? noted : E.left(error)
  }

  async function run(finishable: Finishable, options: FinishOptions, caller: BoardCaller): Answer<FinishAt<'done'>> {
    const finished = await endOpen(finishable, caller)
    if (E.isLeft(finished)) return finished
    if (finished.right !== null) return E.right(finished.right)

    const { project, card, branch } = finishable
    const line = cleanTitle(options.line ?? '')
    const shown = { ...card, title: line === '' ? card.title : line }
    const ready = await checkFinish(project.path, shown, branch, options.pushes)()
    if (E.isLeft(ready)) return ready
    const merging = await begin(finishable, ready.right, options)()
    if (E.isLeft(merging)) return merging

    const merge = await build(merging.right, finishable, ready.right)
    if (E.isLeft(merge)) return abort(merging.right, merge.left)
    const rescued = await createRescueRefs(merging.right, merge.right)()
    if (E.isLeft(rescued)) return abort(merging.right, rescued.left)
    const publishing = await noteFinish({ ...merging.right, stage: 'publishing', merge: merge.right })()
    if (E.isLeft(publishing)) return publishing

    const finalizing = await publishFinish(publishing.right)()
    if (E.isRight(finalizing)) return finalizeFinish(finalizing.right, caller)()
    await discard(publishing.right)
    return E.left(finishFault(finalizing.left))
  }

  return (id, options, caller) => async () => {
    const found = await openFinish(id)()
    if (E.isLeft(found)) return found
    return withLock([baseKey(found.right.project.path), cardKey(id)], async (): Answer<FinishAt<'done'>> => {
      // It may have been finished while this one waited.
      const finishable = await openFinish(id)()
      return E.isLeft(finishable) ? finishable : run(finishable.right, options, caller)
    })()
  }
}

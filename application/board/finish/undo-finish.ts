import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card, CardId } from '../../../domain/board/card.js'
import { existingCard } from '../../../domain/board/changes.js'
import { notUndoable, type CardNotFound, type NotUndoable } from '../../../domain/board/errors.js'
import { lastFinishOf, type Finish, type FinishAt } from '../../../domain/board/finish.js'
import type { Repository } from '../../../domain/board/repository.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import type { Advance } from '../git-repository.port.js'
import { cardKey } from '../brainstorm-card.js'
import { baseKey } from './finish-card.js'
import { undoFault } from './git-faults.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import type { FinishPorts, FinishSteps } from './ports.js'

/** Failure of an undo; the base branch is as before. */
export type UndoFinishError = CardNotFound | NotUndoable | Unavailable

/** Result of an undo. */
export interface Undone {
  readonly finish: FinishAt<'undone'>
  /** Card as it is on the board again. */
  readonly card: Card
  /** The base was moved back, or a commit reverts the merge. */
  readonly how: 'moved' | 'reverted'
  /** The worktree is there again, with the branch. */
  readonly worktreeRestored: boolean
}

/** `mayRevert`: with a commit, and a push where the merge was pushed, when the base cannot simply be moved back. */
export type UndoFinish = (id: string, mayRevert: boolean, caller: BoardCaller) => TE.TaskEither<UndoFinishError, Undone>

type Answer<A> = Promise<E.Either<UndoFinishError, A>>
type Undoable = FinishAt<'done' | 'undoing'>
type Undoing = FinishAt<'undoing'>

/** Undoes the last finish of a card: the base, then branch and worktree, then the card. Every step can be repeated. */
export function makeUndoFinish(
  deps: Pick<FinishPorts, 'cards' | 'journal' | 'worktrees' | 'merger' | 'audit' | 'withLock' | 'clock'> &
    Pick<FinishSteps, 'noteFinish' | 'restoreFinished'>,
): UndoFinish {
  const { cards, journal, noteFinish, worktrees, restoreFinished, merger, audit, withLock, clock } = deps

  async function find(id: CardId): Answer<Undoable> {
    const board = await cards.read()
    if (E.isLeft(board)) return board
    const card = existingCard(board.right, id)
    if (E.isLeft(card)) return card
    const records = await journal.read()
    if (E.isLeft(records)) return records
    const finish = lastFinishOf(records.right, id)
    const isUndoable = finish?.stage === 'done' || finish?.stage === 'undoing'
    return isUndoable ? E.right(finish) : E.left(notUndoable('nothing-to-undo'))
  }

  const moveBase = ({ directory, base: branch }: Finish, advance: Omit<Advance, 'branch'>): Answer<void> =>
    pipe(
      merger.move(directory, { branch, ...advance }),
      TE.mapLeft(undoFault),
      TE.mapLeft((error) => (error._tag === 'BaseMoved' ? notUndoable('base-moved', error.detail) : error)),
    )()

  const push = ({ directory, base }: Finish, commit: FullCommitId): Answer<void> =>
    pipe(
      merger.push(directory, commit, base),
      TE.mapLeft(undoFault),
      TE.mapLeft((error) => (error._tag === 'PushRefused' ? notUndoable('base-moved', error.detail) : error)),
    )()

  /** Runs a step at the stage `undoing`; when it fails the finish is `done` again. */
  async function undoing(finish: Undoing, step: () => Answer<void>): Answer<Undoing> {
    const noted = await noteFinish(finish)()
    if (E.isLeft(noted)) return noted
    const stepped = await step()
    if (E.isRight(stepped)) return noted
    const done = await noteFinish({ ...finish, stage: 'done', revert: null })()
    return E.isLeft(done) ? done : stepped
  }

  async function buildRevert({ directory, place, branch, merge }: Undoable, onto: FullCommitId): Answer<FullCommitId> {
    const scratchWorktree = `${place}-undo`
    // An undo that was cut short may have left it there.
    await merger.discard(directory, { scratchWorktree })()
    const built = await merger.build(directory, {
      scratchWorktree,
      onto,
      message: `Revert "Merge ${branch}"\n\nThis takes back ${merge}.`,
      step: { _tag: 'revert', commit: merge },
      edits: [],
    })()
    await merger.discard(directory, { scratchWorktree })()
    if (E.isRight(built)) return built
    const error = undoFault(built.left)
    return E.left(error._tag === 'MergeRefused' ? notUndoable('conflict', error.detail) : error)
  }

  const revertWith = (finish: Undoable, tip: FullCommitId, revert: FullCommitId): Answer<Undoing> =>
    undoing({ ...finish, stage: 'undoing', revert }, async () => {
      const pushed = finish.pushed ? await push(finish, revert) : E.right(undefined)
      return E.isLeft(pushed) ? pushed : moveBase(finish, { from: tip, to: revert, direction: 'forward' })
    })

  async function resumeRevert(finish: Undoing, tip: FullCommitId, revert: FullCommitId): Answer<Undoing> {
    const isThere = await merger.contains(finish.directory, { commit: tip, ancestor: revert })()
    if (E.isLeft(isThere)) return E.left(undoFault(isThere.left))
    return isThere.right ? E.right(finish) : revertWith(finish, tip, revert)
  }

  async function undoBase(finish: Undoable, { branches }: Repository, mayRevert: boolean): Answer<Undoing> {
    const tip = branches.get(finish.base)
    const { merge, baseBefore, pushed } = finish
    if (tip === undefined) return E.left(notUndoable('base-moved'))
    if (merge === baseBefore || (finish.stage === 'undoing' && tip === baseBefore))
      return noteFinish({ ...finish, stage: 'undoing' })()
    if (finish.stage === 'undoing' && finish.revert !== null) return resumeRevert(finish, tip, finish.revert)
    // The merge is neither published nor built upon.
    if (!pushed && tip === merge)
      return undoing({ ...finish, stage: 'undoing' }, () =>
        moveBase(finish, { from: merge, to: baseBefore, direction: 'back' }),
      )
    if (!mayRevert) return E.left(notUndoable(pushed ? 'published' : 'base-moved'))
    const revert = await buildRevert(finish, tip)
    return E.isLeft(revert) ? revert : revertWith(finish, tip, revert.right)
  }

  async function undo(finish: Undoable, mayRevert: boolean, caller: BoardCaller): Answer<Undone> {
    const repository = await worktrees.inspect(finish.directory)()
    if (E.isLeft(repository)) return E.left(undoFault(repository.left))
    const taken = await undoBase(finish, repository.right, mayRevert)
    if (E.isLeft(taken)) return taken
    const restored = await restoreFinished(taken.right, caller)()
    if (E.isLeft(restored)) return E.left(undoFault(restored.left))
    const undone = await noteFinish({ ...taken.right, stage: 'undone', endedAt: clock.now() })()
    if (E.isLeft(undone)) return undone
    const { cardId: card, branch, base } = finish
    const audited = await audit.record({ event: 'card.undo', fields: { card, branch, base } }, caller)()
    if (E.isLeft(audited)) return audited
    const how = undone.right.revert === null ? 'moved' : 'reverted'
    return E.right({ finish: undone.right, ...restored.right, how })
  }

  return (id, mayRevert, caller) => async () => {
    const found = await find(id)
    if (E.isLeft(found)) return found
    return withLock([baseKey(found.right.directory), cardKey(id)], async (): Answer<Undone> => {
      const present = await find(id)
      return E.isLeft(present) ? present : undo(present.right, mayRevert, caller)
    })()
  }
}

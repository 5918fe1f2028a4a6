import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { findCard, type Card } from '../../../domain/board/card.js'
import { cardNotFound, notUndoable, type CardNotFound, type NotUndoable } from '../../../domain/board/errors.js'
import { lastFinishOf, type Finish, type FinishAt } from '../../../domain/board/finish.js'
import type { Repository } from '../../../domain/board/repository.js'
import type { AuditLog } from '../../shared/audit-log.port.js'
import type { Clock } from '../../shared/clock.port.js'
import type { Unavailable } from '../../shared/errors.js'
import type { WithLock } from '../../shared/keyed-lock.js'
import { andThen } from './and-then.js'
import type { BoardCaller } from '../board-caller.js'
import type { Advance, GitRepository } from '../git-repository.port.js'
import { cardKey } from '../brainstorm-card.js'
import type { CardStore } from '../card-store.port.js'
import { baseKey } from './finish-card.js'
import type { FinishJournal } from './finish-journal.port.js'
import { undoFault } from './git-faults.js'
import type { NoteFinish } from './note-finish.js'
import type { RestoreFinished } from './restore-finished.js'
import type { Worktrees } from '../worktrees.port.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'

/** Failure of an undo; the base branch is as before. */
export type UndoFinishError = CardNotFound | NotUndoable | Unavailable

/** Result of an undo. */
export interface Undone {
  /** Finish that was undone. */
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
export interface UndoFinishDeps {
  readonly cards: CardStore
  readonly journal: FinishJournal
  readonly noteFinish: NoteFinish
  readonly worktrees: Worktrees
  readonly restoreFinished: RestoreFinished
  readonly merger: GitRepository
  readonly audit: AuditLog
  readonly withLock: WithLock
  readonly clock: Clock
}

type Step<A> = TE.TaskEither<UndoFinishError, A>
type Undoable = FinishAt<'done' | 'undoing'>
type Undoing = FinishAt<'undoing'>

/** Undoes the last finish of a card: the base, then branch and worktree, then the card. Every step can be repeated. */
export function makeUndoFinish(deps: UndoFinishDeps): UndoFinish {
  const { cards, journal, noteFinish, worktrees, restoreFinished, merger, audit, withLock, clock } = deps

  const find = (id: string): Step<Undoable> =>
    pipe(
      cards.read,
      TE.filterOrElseW(
        (board) => findCard(board, id) !== undefined,
        () => cardNotFound(id),
      ),
      TE.flatMap(() => journal.read),
      TE.flatMap((book): Step<Undoable> => {
        const finish = lastFinishOf(book, id)
        const isUndoable = finish?.stage === 'done' || finish?.stage === 'undoing'
        return isUndoable ? TE.right(finish) : TE.left(notUndoable('nothing-to-undo'))
      }),
    )

  const moveBase = ({ directory, base: branch }: Finish, advance: Omit<Advance, 'branch'>): Step<void> =>
    pipe(
      merger.move(directory, { branch, ...advance }),
      TE.mapLeft(undoFault),
      TE.mapLeft((error) => (error._tag === 'BaseMoved' ? notUndoable('base-moved', error.detail) : error)),
    )

  const push = ({ directory, base }: Finish, commit: FullCommitId): Step<void> =>
    pipe(
      merger.push(directory, commit, base),
      TE.mapLeft(undoFault),
      TE.mapLeft((error) => (error._tag === 'PushRefused' ? notUndoable('base-moved', error.detail) : error)),
    )

  /** Runs a step at the stage `undoing`; when it fails the finish is `done` again. */
  const undoing = (finish: Undoing, step: Step<void>): Step<Undoing> =>
    pipe(
      noteFinish(finish),
      TE.tap(() =>
        pipe(
          step,
          TE.tapError(() => noteFinish({ ...finish, stage: 'done', revert: null })),
        ),
      ),
    )

  /** For a merge that is neither published nor built upon. */
  const moveBack = (finish: Undoable): Step<Undoing> =>
    undoing(
      { ...finish, stage: 'undoing' },
      moveBase(finish, { from: finish.merge, to: finish.baseBefore, direction: 'back' }),
    )

  const buildRevert = ({ directory, place, branch, merge }: Undoable, tip: FullCommitId): Step<string> => {
    const discard = TE.fromTask(merger.discard(directory, { scratchWorktree: `${place}-undo` }))
    return pipe(
      // An undo that was cut short may have left it there.
      discard,
      TE.flatMap(() =>
        merger.build(directory, {
          scratchWorktree: `${place}-undo`,
          onto: tip,
          message: `Revert "Merge ${branch}"\n\nThis takes back ${merge}.`,
          step: { _tag: 'revert', commit: merge },
          edits: [],
        }),
      ),
      TE.mapLeft(undoFault),
      TE.mapLeft((error) => (error._tag === 'MergeRefused' ? notUndoable('conflict', error.detail) : error)),
      andThen(discard),
    )
  }

  const revertWith = (finish: Undoable, tip: FullCommitId, revert: FullCommitId): Step<Undoing> =>
    undoing(
      { ...finish, stage: 'undoing', revert },
      pipe(
        finish.pushed ? push(finish, revert) : TE.right(undefined),
        TE.flatMap(() => moveBase(finish, { from: tip, to: revert, direction: 'forward' })),
      ),
    )

  const revert = (finish: Undoable, tip: FullCommitId): Step<Undoing> =>
    pipe(
      buildRevert(finish, tip),
      TE.flatMap((commit) => revertWith(finish, tip, commit)),
    )

  const resumeRevert = (finish: Undoing, tip: FullCommitId, commit: FullCommitId): Step<Undoing> =>
    pipe(
      merger.contains(finish.directory, { commit: tip, ancestor: commit }),
      TE.mapLeft(undoFault),
      TE.flatMap((isThere) => (isThere ? TE.right(finish) : revertWith(finish, tip, commit))),
    )

  const undoBase = (finish: Undoable, { branches }: Repository, mayRevert: boolean): Step<Undoing> => {
    const tip = branches.get(finish.base)
    const { merge, baseBefore, pushed } = finish
    if (tip === undefined) return TE.left(notUndoable('base-moved'))
    if (merge === baseBefore || (finish.stage === 'undoing' && tip === baseBefore))
      return noteFinish({ ...finish, stage: 'undoing' })
    if (finish.stage === 'undoing' && finish.revert !== null) return resumeRevert(finish, tip, finish.revert)
    if (!pushed && tip === merge) return moveBack(finish)
    return mayRevert ? revert(finish, tip) : TE.left(notUndoable(pushed ? 'published' : 'base-moved'))
  }

  const undo = (finish: Undoable, mayRevert: boolean, caller: BoardCaller): Step<Undone> =>
    pipe(
      TE.Do,
      TE.bindW('repository', () => pipe(worktrees.inspect(finish.directory), TE.mapLeft(undoFault))),
      TE.bindW('taken', ({ repository }) => undoBase(finish, repository, mayRevert)),
      TE.bindW('restored', ({ taken }) => pipe(restoreFinished(taken, caller), TE.mapLeft(undoFault))),
      TE.bindW('undone', ({ taken }) => noteFinish({ ...taken, stage: 'undone', endedAt: clock.now() })),
      TE.tap(() =>
        audit.record(
          { event: 'card.undo', fields: { card: finish.cardId, branch: finish.branch, base: finish.base } },
          caller,
        ),
      ),
      TE.map(({ undone, restored }) => ({
        finish: undone,
        ...restored,
        how: undone.revert === null ? 'moved' : 'reverted',
      })),
    )

  return (id, mayRevert, caller) =>
    pipe(
      find(id),
      TE.flatMap(({ directory }) =>
        withLock(
          [baseKey(directory), cardKey(id)],
          pipe(
            find(id),
            TE.flatMap((finish) => undo(finish, mayRevert, caller)),
          ),
        ),
      ),
    )
}

import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { findCard, type Card } from '../../domain/board/card.js'
import { cardNotFound, notUndoable, type CardNotFound, type NotUndoable } from '../../domain/board/errors.js'
import { lastFinishOf, type Finish } from '../../domain/board/finish.js'
import type { Repository } from '../../domain/board/repository.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WithLock } from '../shared/keyed-lock.js'
import { andThen } from './and-then.js'
import type { BoardCaller } from './board-caller.js'
import type { BranchMerger, GitFault } from './branch-merger.port.js'
import { cardKey } from './brainstorm-card.js'
import type { CardStore } from './card-store.port.js'
import { baseKey } from './finish-card.js'
import type { FinishJournal } from './finish-journal.port.js'
import type { NoteFinish } from './note-finish.js'
import type { RestoreFinished } from './restore-finished.js'
import type { Worktrees } from './worktrees.port.js'

export type UndoFinishError = CardNotFound | NotUndoable | Unavailable

export interface Undone {
  readonly finish: Finish
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
  readonly merger: BranchMerger
  readonly audit: AuditLog
  readonly withLock: WithLock
  readonly clock: Clock
}

type Step<A> = TE.TaskEither<UndoFinishError, A>

/** Takes the last finish of a card back: the base, then branch and worktree, then the card. Each step can be done again. */
export function makeUndoFinish(deps: UndoFinishDeps): UndoFinish {
  const { cards, journal, noteFinish, worktrees, restoreFinished, merger, audit, withLock, clock } = deps

  const find = (id: string): Step<Finish> =>
    pipe(
      cards.read,
      TE.filterOrElseW(
        (board) => findCard(board, id) !== undefined,
        () => cardNotFound(id),
      ),
      TE.flatMap(() => journal.read),
      TE.flatMap((book): Step<Finish> => {
        const finish = lastFinishOf(book, id)
        const isUndoable = finish?.stage === 'done' || finish?.stage === 'undoing'
        return isUndoable ? TE.right(finish) : TE.left(notUndoable('nothing-to-undo'))
      }),
    )

  const asFault = (fault: GitFault): NotUndoable | Unavailable =>
    fault._tag === 'NotARepository' ? notUndoable('nothing-to-undo', 'not a repository') : fault

  /** Only what nobody has seen and nobody has built on can be as if it had never been. */
  const moveBack = (finish: Finish, merge: string): Step<Finish> =>
    pipe(
      noteFinish(finish, { stage: 'undoing' }),
      TE.flatMap((undoing) =>
        pipe(
          merger.move(finish.directory, {
            branch: finish.base,
            from: merge,
            to: finish.baseBefore,
            direction: 'back',
          }),
          TE.mapLeft((error) =>
            error._tag === 'BaseMoved' ? notUndoable('base-moved', error.detail) : asFault(error),
          ),
          TE.tapError(() => noteFinish(finish, { stage: 'done' })),
          TE.map(() => undoing),
        ),
      ),
    )

  const revertOnto = (finish: Finish, merge: string, tip: string): Step<string> => {
    const place = `${finish.place}-undo`
    const discard = TE.fromTask(merger.discard(finish.directory, place))
    return pipe(
      // An undo that was cut short may have left it there.
      discard,
      TE.flatMap(() =>
        merger.build(finish.directory, {
          place,
          onto: tip,
          message: `Revert "Merge ${finish.branch}"\n\nThis takes back ${merge}.`,
          step: { _tag: 'revert', commit: merge },
          edits: [],
        }),
      ),
      TE.mapLeft((error) => (error._tag === 'MergeRefused' ? notUndoable('conflict', error.detail) : asFault(error))),
      andThen(discard),
    )
  }

  const revert = (finish: Finish, merge: string, tip: string): Step<Finish> =>
    pipe(
      finish.revert === null ? revertOnto(finish, merge, tip) : TE.right(finish.revert),
      TE.flatMap((commit) => noteFinish(finish, { stage: 'undoing', revert: commit })),
      TE.flatMap((undoing) => {
        const commit = undoing.revert ?? ''
        const published: Step<void> = finish.pushed
          ? pipe(
              merger.push(finish.directory, commit, finish.base),
              TE.mapLeft((error) =>
                error._tag === 'PushRefused' ? notUndoable('base-moved', error.detail) : asFault(error),
              ),
            )
          : TE.right(undefined)
        return pipe(
          published,
          TE.flatMap((): Step<void> =>
            pipe(
              merger.move(finish.directory, { branch: finish.base, from: tip, to: commit, direction: 'forward' }),
              TE.mapLeft((error) =>
                error._tag === 'BaseMoved' ? notUndoable('base-moved', error.detail) : asFault(error),
              ),
            ),
          ),
          TE.tapError(() => noteFinish(finish, { stage: 'done', revert: null })),
          TE.map(() => undoing),
        )
      }),
    )

  const goOnReverting = (finish: Finish, merge: string, tip: string, commit: string): Step<Finish> =>
    pipe(
      merger.contains(finish.directory, tip, commit),
      TE.mapLeft(asFault),
      TE.flatMap((isThere) => (isThere ? TE.right(finish) : revert(finish, merge, tip))),
    )

  const takeBack = (finish: Finish, { branches }: Repository, mayRevert: boolean): Step<Finish> => {
    const tip = branches.get(finish.base)
    const { merge, baseBefore, pushed } = finish
    if (tip === undefined || merge === null) return TE.left(notUndoable('base-moved'))
    if (merge === baseBefore || (finish.stage === 'undoing' && tip === baseBefore))
      return noteFinish(finish, { stage: 'undoing' })
    if (finish.stage === 'undoing' && finish.revert !== null) return goOnReverting(finish, merge, tip, finish.revert)
    if (!pushed && tip === merge && finish.revert === null) return moveBack(finish, merge)
    return mayRevert ? revert(finish, merge, tip) : TE.left(notUndoable(pushed ? 'published' : 'base-moved'))
  }

  const undo = (finish: Finish, mayRevert: boolean, caller: BoardCaller): Step<Undone> =>
    pipe(
      TE.Do,
      TE.bindW('repository', () => pipe(worktrees.look(finish.directory), TE.mapLeft(asFault))),
      TE.bindW('taken', ({ repository }) => takeBack(finish, repository, mayRevert)),
      TE.bindW('restored', ({ taken }) =>
        pipe(
          restoreFinished(taken, caller),
          TE.mapLeft((error) => (error._tag === 'NotARepository' ? asFault(error) : error)),
        ),
      ),
      TE.bindW('undone', ({ taken }) => noteFinish(taken, { stage: 'undone', endedAt: clock.now() })),
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

import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { mergeRefused, pushFailed, type MergeRefused, type PushFailed } from '../../domain/board/errors.js'
import type { Finish } from '../../domain/board/finish.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { BranchMerger, GitFault } from './branch-merger.port.js'
import type { NoteFinish } from './note-finish.js'
import type { Worktrees } from './worktrees.port.js'

export type PublishFinishError = PushFailed | MergeRefused | GitFault
/** Takes a finish that is `publishing` to `settling`, or to `nothing`. */
export type PublishFinish = (finish: Finish) => TE.TaskEither<PublishFinishError, Finish>
export interface PublishFinishDeps {
  readonly worktrees: Worktrees
  readonly merger: BranchMerger
  readonly noteFinish: NoteFinish
  readonly clock: Clock
}

type Published<A> = TE.TaskEither<PublishFinishError, A>

/** A git of an earlier run that still holds the index is given this long. */
const WAIT_MS = 500
const WAITS = 20

/**
 * Brings the merge to the remote and then to the local base. Everything here can be done again: the same commit goes to
 * the same place, so a push that was cut off, or still runs in a git that outlived us, only makes it true sooner.
 */
export function makePublishFinish({ worktrees, merger, noteFinish, clock }: PublishFinishDeps): PublishFinish {
  const nothing = (finish: Finish, reason: string, detail: string | null): TE.TaskEither<Unavailable, Finish> =>
    noteFinish(finish, { stage: 'nothing', reason, detail, endedAt: clock.now() })

  /** What is refused may have arrived all the same, so the remote itself is asked. */
  const push = (finish: Finish, merge: string): Published<void> =>
    pipe(
      merger.push(finish.directory, merge, finish.base),
      TE.orElse((refusal): Published<void> => {
        if (refusal._tag !== 'PushRefused') return TE.left(refusal)
        return pipe(
          merger.fetch(finish.directory, finish.base),
          TE.flatMap((tip): Published<boolean> =>
            tip === null ? TE.right(false) : merger.contains(finish.directory, tip, merge),
          ),
          TE.orElse((error): Published<boolean> =>
            error._tag === 'RemoteSilent'
              ? pipe(
                  noteFinish(finish, { detail: refusal.detail }),
                  TE.flatMap(() => TE.left(pushFailed(refusal.detail, true))),
                )
              : TE.left(error),
          ),
          TE.flatMap((hasArrived): Published<void> => {
            if (hasArrived) return TE.right(undefined)
            return pipe(
              nothing(finish, 'push-failed', refusal.detail),
              TE.flatMap(() => TE.left(pushFailed(refusal.detail, false))),
            )
          }),
        )
      }),
    )

  const isThere = (finish: Finish, merge: string): TE.TaskEither<GitFault, boolean> =>
    pipe(
      worktrees.look(finish.directory),
      TE.flatMap(({ branches }) => {
        const tip = branches.get(finish.base)
        return tip === undefined ? TE.right(false) : merger.contains(finish.directory, tip, merge)
      }),
    )

  const pause: T.Task<void> = () =>
    new Promise((resolve) => {
      clock.after(WAIT_MS, resolve)
    })

  /** Whether the base has the merge in the end. A base that somebody else has moved stays where it is. */
  const move = (finish: Finish, merge: string, waits = WAITS): TE.TaskEither<GitFault, boolean> =>
    pipe(
      merger.move(finish.directory, {
        branch: finish.base,
        from: finish.baseBefore,
        to: merge,
        direction: 'forward',
      }),
      TE.map(() => true),
      TE.orElse((error): TE.TaskEither<GitFault, boolean> => {
        if (error._tag !== 'BaseMoved') return TE.left(error)
        return pipe(
          isThere(finish, merge),
          TE.flatMap((there): TE.TaskEither<GitFault, boolean> => {
            if (there || waits === 0) return TE.right(there)
            return pipe(
              isHeld(finish),
              TE.flatMap((held): TE.TaskEither<GitFault, boolean> =>
                held
                  ? pipe(
                      TE.fromTask(pause),
                      TE.flatMap(() => move(finish, merge, waits - 1)),
                    )
                  : TE.right(false),
              ),
            )
          }),
        )
      }),
    )

  const isHeld = (finish: Finish): TE.TaskEither<GitFault, boolean> =>
    pipe(
      worktrees.look(finish.directory),
      TE.flatMap(({ root, worktrees: trees }) =>
        worktrees.state(trees.find(({ branch }) => branch === finish.base)?.path ?? root),
      ),
      TE.map((state) => state?.isLocked === true),
    )

  return (finish) => {
    const { merge, pushes } = finish
    if (merge === null) throw new Error('a finish is published before it is built')
    return pipe(
      pushes ? push(finish, merge) : TE.right(undefined),
      TE.flatMap((): Published<boolean> => move(finish, merge)),
      TE.flatMap((merged): Published<Finish> => {
        if (pushes) return noteFinish(finish, { stage: 'settling', pushed: true, merged, detail: null })
        // Nobody else has to be asked again whether it is there, so that need not be on disk.
        if (merged) return TE.right({ ...finish, stage: 'settling', merged })
        return pipe(
          nothing(finish, 'base-moved', null),
          TE.flatMap(() => TE.left(mergeRefused('commit', `'${finish.base}' has moved meanwhile`))),
        )
      }),
    )
  }
}

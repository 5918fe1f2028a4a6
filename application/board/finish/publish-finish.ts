import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  mergeRefused,
  pushFailed,
  type MergeRefused,
  type PushFailed,
  type RemoteSilent,
} from '../../../domain/board/errors.js'
import type { Finish, FinishAt } from '../../../domain/board/finish.js'
import type { FinishReason } from '../../../domain/board/finish-reason.js'
import type { Unavailable } from '../../shared/errors.js'
import type { GitFault } from '../git-repository.port.js'
import type { FinishSteps } from './ports.js'
import { pause } from '../../shared/pause.js'

export type PublishFinishError = PushFailed | MergeRefused | GitFault
/** Takes a finish that is `publishing` to `finalizing`, or to `aborted`. */
export type PublishFinish = (
  finish: FinishAt<'publishing'>,
) => TE.TaskEither<PublishFinishError, FinishAt<'finalizing'>>

type Publishing = FinishAt<'publishing'>

/** A git of an earlier run that still holds the index is given this long. */
const WAIT_MS = 500
const WAITS = 20

/**
 * Brings the merge to the remote and then to the local base. Every step can be repeated: the same commit goes to the same
 * branch, so a push that was cut off, or still runs in a git that outlived the hub, has the same result.
 */
export function makePublishFinish(
  deps: Pick<FinishSteps, 'worktrees' | 'merger' | 'noteFinish' | 'clock'>,
): PublishFinish {
  const { worktrees, merger, noteFinish, clock } = deps
  const abort = (finish: Publishing, reason: FinishReason, detail: string | null): TE.TaskEither<Unavailable, Finish> =>
    noteFinish({ ...finish, stage: 'aborted', reason, detail, endedAt: clock.now() })

  const remoteHas = ({ directory, base, merge }: Publishing): TE.TaskEither<RemoteSilent | GitFault, boolean> =>
    pipe(
      merger.fetch(directory, base),
      TE.flatMap((tip): TE.TaskEither<GitFault, boolean> =>
        tip === null ? TE.right(false) : merger.contains(directory, { commit: tip, ancestor: merge }),
      ),
    )

  /** A refused push may have arrived all the same, so the remote itself is asked. */
  const push =
    (finish: Publishing): TE.TaskEither<PublishFinishError, void> =>
    async () => {
      const pushed = await merger.push(finish.directory, finish.merge, finish.base)()
      if (E.isRight(pushed)) return pushed
      const refusal = pushed.left
      if (refusal._tag !== 'PushRefused') return E.left(refusal)

      const arrived = await remoteHas(finish)()
      if (E.isRight(arrived) && arrived.right) return E.right(undefined)
      if (E.isLeft(arrived) && arrived.left._tag !== 'RemoteSilent') return E.left(arrived.left)

      const isPending = E.isLeft(arrived)
      const noted = isPending
        ? await noteFinish({ ...finish, detail: refusal.detail })()
        : await abort(finish, 'push-failed', refusal.detail)()
      return E.isLeft(noted) ? noted : E.left(pushFailed(refusal.detail, isPending))
    }

  const isThere = ({ directory, base, merge }: Publishing): TE.TaskEither<GitFault, boolean> =>
    pipe(
      worktrees.inspect(directory),
      TE.flatMap(({ branches }) => {
        const tip = branches.get(base)
        return tip === undefined ? TE.right(false) : merger.contains(directory, { commit: tip, ancestor: merge })
      }),
    )

  const isHeld = ({ directory, base }: Publishing): TE.TaskEither<GitFault, boolean> =>
    pipe(
      worktrees.inspect(directory),
      TE.flatMap(({ root, worktrees: trees }) =>
        worktrees.state(trees.find(({ branch }) => branch === base)?.path ?? root),
      ),
      TE.map((state) => state?.isLocked === true),
    )

  /** Returns whether the base has the merge in the end. A base that was moved by another process stays where it is. */
  const move =
    (finish: Publishing): TE.TaskEither<GitFault, boolean> =>
    async () => {
      const { directory, base: branch, baseBefore: from, merge: to } = finish
      for (let waits = WAITS; ; waits -= 1) {
        const moved = await merger.move(directory, { branch, from, to, direction: 'forward' })()
        if (E.isRight(moved)) return E.right(true)
        if (moved.left._tag !== 'BaseMoved') return E.left(moved.left)
        const there = await isThere(finish)()
        if (E.isLeft(there) || there.right || waits === 0) return there
        const held = await isHeld(finish)()
        if (E.isLeft(held) || !held.right) return held
        await pause(clock, WAIT_MS)
      }
    }

  return (finish) => async () => {
    const pushed = finish.pushes ? await push(finish)() : E.right(undefined)
    if (E.isLeft(pushed)) return pushed
    const moved = await move(finish)()
    if (E.isLeft(moved)) return moved
    const merged = moved.right

    if (finish.pushes) return noteFinish({ ...finish, stage: 'finalizing', pushed: true, merged, detail: null })()
    // Without a remote the local base can be read again after a crash, so this stage need not be on disk.
    if (merged) return E.right({ ...finish, stage: 'finalizing', merged, detail: null })
    const aborted = await abort(finish, 'base-moved', null)()
    return E.isLeft(aborted) ? aborted : E.left(mergeRefused('commit', `'${finish.base}' has moved meanwhile`))
  }
}

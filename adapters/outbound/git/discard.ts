import { lstat, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { GitWriter } from './git-writer.js'

/** A git that outlived an earlier run of the hub is through with a checkout by then, or else the next look finds it. */
const AGAIN_MS = 100
const ATTEMPTS = 30

/**
 * Removes a throw-away worktree and what git knows of it: also where a git that was killed left half of it, and where one
 * that was not is still at it.
 */
export function discardWorktree({ act }: GitWriter, root: string, place: string): TE.TaskEither<Unavailable, void> {
  const remove = act(root, ['worktree', 'remove', '--force', '--force', '--', place])

  /** What is no worktree yet, or none any more, git leaves alone; without its folder it forgets it. */
  const removeHalf = pipe(
    TE.fromTask(() => rm(place, { recursive: true, force: true }).catch(() => undefined)),
    TE.flatMap(() => remove),
  )

  const attempt = (left: number): TE.TaskEither<Unavailable, void> =>
    pipe(
      remove,
      TE.flatMap((result) => (result.exitCode === 0 ? TE.right(result) : removeHalf)),
      TE.flatMap(() => TE.fromTask(() => isThere(place))),
      TE.flatMap((remains) =>
        remains && left > 1
          ? pipe(
              TE.fromTask(() => pause(AGAIN_MS)),
              TE.flatMap(() => attempt(left - 1)),
            )
          : TE.right(undefined),
      ),
    )
  return attempt(ATTEMPTS)
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

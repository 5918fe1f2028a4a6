import * as A from 'fp-ts/lib/Apply.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Advance } from '../../../application/board/git-repository.port.js'
import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { baseMoved, type BaseMoved } from '../../../domain/board/errors.js'
import type { Worktree } from '../../../domain/board/repository.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { errorTextOf, type GitWriter } from './git-writer.js'
import { listRefs } from './list-refs.js'
import { listWorktrees } from './list-worktrees.js'
import { readRefs } from './worktree-answers.js'

type Moved = TE.TaskEither<BaseMoved | Unavailable, void>

/**
 * A branch that is checked out moves together with its index and files, and only if git finds that nothing of them is
 * lost; one that is not is compared and swapped.
 */
export function moveBranch(git: GitWriter, place: RepositoryPaths, { branch, from, to, direction }: Advance): Moved {
  const { act } = git
  const settle = (result: CommandResult): Moved =>
    result.exitCode === 0 ? TE.right(undefined) : TE.left(baseMoved(errorTextOf(result)))

  const words = direction === 'forward' ? ['merge', '--quiet', '--ff-only', to] : ['reset', '--quiet', '--keep', to]
  const inCheckout = ({ path, head }: Worktree): Moved => {
    if (head === to) return TE.right(undefined)
    return head === from ? pipe(act(path, words), TE.flatMap(settle)) : TE.left(baseMoved(`'${branch}' has moved`))
  }

  return pipe(
    A.sequenceS(TE.ApplyPar)({ refs: listRefs(git, place), worktrees: listWorktrees(git, place) }),
    TE.flatMap(({ refs, worktrees }): Moved => {
      const checkout = worktrees(readRefs(refs).branches).find((worktree) => worktree.branch === branch)
      return checkout === undefined
        ? pipe(act(place.root, ['update-ref', `refs/heads/${branch}`, to, from]), TE.flatMap(settle))
        : inCheckout(checkout)
    }),
  )
}

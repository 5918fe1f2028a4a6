import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NotComparable } from '../../domain/repo/errors.js'
import { baseBranch, baseRef, localRef, type BranchDiff, type BranchName } from '../../domain/repo/refs.js'
import type { Unavailable } from '../shared/errors.js'
import type { OnlyPaths } from './repo-history.port.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { RepoPorts } from './ports.js'

export type ReadBranchDiffError = NotComparable | Unavailable
export type ReadBranchDiff = (
  directory: Directory,
  branch: BranchName,
  only: OnlyPaths,
) => TE.TaskEither<ReadBranchDiffError, BranchDiff | null>

/** Changes of a local branch since it left the branch that it will be merged into; `null` outside a repository. */
export function makeReadBranchDiff({ history }: Pick<RepoPorts, 'history'>): ReadBranchDiff {
  return (directory, branch, only) =>
    pipe(
      TE.Do,
      TE.bindW('branches', () => history.branches(directory)),
      TE.let('base', ({ branches }) => baseBranch(branches)),
      TE.bindW('compared', ({ branches, base }) =>
        history.compare(directory, { base: baseRef(base, branches), head: localRef(branch) }, only),
      ),
      TE.map(({ base, compared }): BranchDiff | null => ({ base, branch, ...compared })),
      TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(null) : TE.left(error))),
    )
}

import type { BranchName } from '../../../domain/repo/refs.js'
import type { Directory } from '../../../domain/shared/brand.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { GitRepository } from '../../../application/board/git-repository.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { NotARepository } from '../../../domain/repo/errors.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { output, type GitWriter } from './git-writer.js'
import { listRefs } from './list-refs.js'
import { listWorktrees } from './list-worktrees.js'
import { readRefs } from './worktree-answers.js'

type At = <E, A>(
  directory: Directory,
  run: (root: Directory, place: RepositoryPaths) => TE.TaskEither<E, A>,
) => TE.TaskEither<E | NotARepository, A>

/** Refs of ours, and branches as refs. */
export function gitRefs(
  git: GitWriter,
  at: At,
): Pick<GitRepository, 'createRefs' | 'rescueRefs' | 'deleteRefs' | 'restore' | 'deleteBranch'> {
  const { ask, act } = git
  const update = (root: Directory, commands: ReadonlyArray<string>): TE.TaskEither<Unavailable, void> =>
    commands.length === 0
      ? TE.right(undefined)
      : pipe(
          act(root, ['update-ref', '--stdin', '-z'], { input: commands.join('') }),
          TE.flatMapEither(output),
          TE.asUnit,
        )

  const isAbsent = (root: Directory, branch: BranchName): TE.TaskEither<Unavailable, 'kept' | 'absent'> =>
    pipe(
      ask(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}`]),
      TE.map(({ exitCode }) => (exitCode === 0 ? 'kept' : 'absent')),
    )

  const isCheckedOut = (place: RepositoryPaths, branch: BranchName): TE.TaskEither<Unavailable, boolean> =>
    pipe(
      listWorktrees(git, place),
      TE.map((worktrees) => worktrees(new Map()).some((worktree) => worktree.branch === branch)),
    )

  return {
    createRefs: (directory, refs) =>
      at(directory, (root) =>
        update(
          root,
          Object.entries(refs).map(([ref, commit]) => `update ${ref}\0${commit}\0\0`),
        ),
      ),
    rescueRefs: (directory) =>
      at(directory, (root) =>
        pipe(
          ask(root, ['for-each-ref', '--format=%(refname)', 'refs/penates/rescue/']),
          TE.flatMapEither(output),
          TE.map((text) => text.split('\n').filter((line) => line !== '')),
        ),
      ),
    deleteRefs: (directory, refs) =>
      at(directory, (root) =>
        update(
          root,
          refs.map((ref) => `delete ${ref}\0\0`),
        ),
      ),
    restore: (directory, branch, commit) =>
      at(directory, (root, place) =>
        pipe(
          listRefs(git, place),
          TE.flatMap((refs) => {
            const present = readRefs(refs).branches.get(branch)
            if (present !== undefined) return TE.right(present === commit ? ('made' as const) : ('taken' as const))
            return pipe(
              act(root, ['update-ref', `refs/heads/${branch}`, commit, '0'.repeat(commit.length)]),
              TE.map(({ exitCode }) => (exitCode === 0 ? ('made' as const) : ('taken' as const))),
            )
          }),
        ),
      ),
    deleteBranch: (directory, branch, expected) =>
      at(directory, (root, place) =>
        pipe(
          isCheckedOut(place, branch),
          TE.flatMap((checkedOut): TE.TaskEither<Unavailable, 'deleted' | 'kept' | 'absent'> =>
            checkedOut
              ? TE.right('kept')
              : pipe(
                  act(root, ['update-ref', '-d', `refs/heads/${branch}`, expected]),
                  TE.flatMap(({ exitCode }) =>
                    exitCode === 0 ? TE.right('deleted' as const) : isAbsent(root, branch),
                  ),
                ),
          ),
        ),
      ),
  }
}

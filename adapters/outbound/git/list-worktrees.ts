import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { Worktree } from '../../../domain/board/repository.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { output, type GitWriter } from './git-writer.js'
import { readWorktrees } from './worktree-answers.js'
import { worktreeFiles } from './worktree-files.js'

/** Work trees, given the ids of branches by short name. */
export type WorktreesAt = (branches: ReadonlyMap<string, string>) => ReadonlyArray<Worktree>

/** Lists the work trees of a repository from its files, and runs git where the files are not sufficient. */
export const listWorktrees = (git: GitWriter, place: RepositoryPaths): TE.TaskEither<Unavailable, WorktreesAt> =>
  pipe(
    TE.fromTask(() => worktreeFiles(place)),
    TE.flatMap((files): TE.TaskEither<Unavailable, WorktreesAt> =>
      files === null
        ? pipe(
            askForWorktrees(git, place),
            TE.map((worktrees) => () => worktrees),
          )
        : TE.right((branches) =>
            files.map(({ path, branch, detachedAt, isMain }) => ({
              path,
              head: branch === null ? detachedAt : (branches.get(branch) ?? null),
              branch,
              isMain,
            })),
          ),
    ),
  )

/** Lists the work trees of a repository with their heads as git reports them. */
export const askForWorktrees = (
  { ask }: GitWriter,
  { root }: RepositoryPaths,
): TE.TaskEither<Unavailable, ReadonlyArray<Worktree>> =>
  pipe(ask(root, ['worktree', 'list', '--porcelain', '-z']), TE.flatMapEither(output), TE.map(readWorktrees))

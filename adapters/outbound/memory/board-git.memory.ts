import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { GitRepository } from '../../../application/board/git-repository.port.js'
import type { Worktrees } from '../../../application/board/worktrees.port.js'
import { addCommit, filesOf, newRepository, type InRepository, type KeptRepository } from './memory-git.js'
import { notARepository, type NotARepository } from '../../../domain/repo/errors.js'
import { memoryGitRepository } from './git-repository.memory.js'
import { memoryWorktrees } from './worktrees.memory.js'

/** Controls for repositories in memory. */
export interface BoardGitControls {
  /** An empty repository whose main checkout is on `main`. */
  readonly create: (root: string) => void
  /** Commits files to a branch, which is made at `from` or at nothing when it is new. Answers with the commit. */
  readonly commit: (root: string, branch: string, files: Readonly<Record<string, string>>, from?: string) => string
  /** Occupies a path with something other than a worktree. */
  readonly occupy: (path: string) => void
}

/** Repositories with worktrees and a remote, in memory. */
export interface MemoryBoardGit {
  readonly worktrees: Worktrees
  readonly merger: GitRepository
  readonly controls: BoardGitControls
}

/** The same with the state of the repositories, for what no control does. */
export interface MemoryBoardGitState extends MemoryBoardGit {
  readonly controls: BoardGitControls & {
    readonly of: (root: string) => KeptRepository
  }
}

export function memoryBoardGit(): MemoryBoardGitState {
  const repositories = new Map<string, KeptRepository>()
  const occupied = new Set<string>()

  const inRepository: InRepository = <E, A>(
    directory: string,
    run: (repository: KeptRepository, root: string) => E.Either<E, A>,
  ) =>
    TE.fromIOEither((): E.Either<E | NotARepository, A> => {
      for (const [root, repository] of repositories) {
        const isIn = [root, ...repository.worktrees.keys()].some(
          (top) => directory === top || directory.startsWith(`${top}/`),
        )
        if (isIn) return run(repository, root)
      }
      return E.left(notARepository(directory))
    })

  const of = (root: string): KeptRepository => {
    const repository = repositories.get(root)
    if (repository === undefined) throw new Error(`no repository at ${root}`)
    return repository
  }

  return {
    worktrees: memoryWorktrees(inRepository, () => [...repositories.values()], occupied),
    merger: memoryGitRepository(inRepository, () => [...repositories.values()]),
    controls: {
      create: (root) => void repositories.set(root, newRepository(root)),
      commit: (root, branch, files, from) => {
        const repository = of(root)
        const parent = repository.branches.get(branch) ?? from
        const before = parent === undefined ? new Map<string, string>() : filesOf(repository, parent)
        const after = new Map([...before, ...Object.entries(files)])
        const id = addCommit(repository, parent === undefined ? [] : [parent], after, 'By hand')
        repository.branches.set(branch, id)
        return id
      },
      of,
      occupy: (path) => void occupied.add(path),
    },
  }
}

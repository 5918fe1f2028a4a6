import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Worktrees } from '../../../application/board/worktrees.port.js'
import { worktreeRefused } from '../../../domain/board/errors.js'
import type { Repository } from '../../../domain/board/repository.js'
import { baseBranch } from '../../../domain/repo/refs.js'
import { headOf, newWorktree, type KeptRepository, type InRepository } from './memory-git.js'

export function memoryWorktrees(
  inRepository: InRepository,
  repositories: () => ReadonlyArray<KeptRepository>,
  occupied: ReadonlySet<string>,
): Worktrees {
  return {
    inspect: (directory) =>
      inRepository(directory, (repository, root) =>
        E.right(lookedAt(repository, rootOf(repository, directory, root), directory)),
      ),
    state: (path) =>
      TE.fromIO(() => {
        for (const repository of repositories()) {
          const tree = repository.worktrees.get(path)
          if (tree === undefined) continue
          const { branch, isClean, isBusy, isLocked } = tree
          const changes = isClean ? [] : [UNTRACKED]
          return { head: headOf(repository, tree), branch, isClean, changes, isBusy, isLocked }
        }
        return null
      }),
    add: (directory, { path, branch, from }) =>
      inRepository(directory, ({ branches, worktrees }) => {
        if (occupied.has(path) || worktrees.has(path)) return E.left(worktreeRefused('the folder is in use'))
        if ([...worktrees.values()].some((tree) => tree.branch === branch))
          return E.left(worktreeRefused(`'${branch}' is checked out elsewhere`))
        if (!branches.has(branch)) branches.set(branch, from)
        worktrees.set(path, newWorktree(branch, false))
        return E.right(path)
      }),
    remove: (directory, { path, within }) =>
      inRepository(directory, ({ worktrees }) => {
        const tree = worktrees.get(path)
        if (tree === undefined) return E.right(occupied.has(path) ? 'kept' : 'absent')
        const isHeld = tree.isMain || !tree.isClean || tree.isBusy || tree.isLocked
        if (isHeld || !path.startsWith(`${within}/`)) return E.right('kept')
        worktrees.delete(path)
        return E.right('removed')
      }),
  }
}

/** The path by which a work tree in memory counts as dirty. */
const UNTRACKED = 'untracked'

const rootOf = ({ worktrees }: KeptRepository, directory: string, main: string): string =>
  [...worktrees.keys()].find((top) => directory === top || directory.startsWith(`${top}/`)) ?? main

function lookedAt(repository: KeptRepository, root: string, directory: string): Repository {
  const { branches, remoteBranches, remote, worktrees } = repository
  const current = worktrees.get(root)?.branch ?? null
  const local = [...branches.keys()].map((name) => ({
    name,
    current: name === current,
    upstream: '',
    ahead: 0,
    behind: 0,
  }))
  return {
    root,
    prefix: directory === root ? '' : `${directory.slice(root.length + 1)}/`,
    base: baseBranch({ local, remote: [], originHead: null }),
    branches: new Map(branches),
    remoteBranches: new Map(remoteBranches),
    hasRemote: remote !== null,
    worktrees: [...worktrees].map(([path, tree]) => ({
      path,
      head: headOf(repository, tree),
      branch: tree.branch,
      isMain: tree.isMain,
    })),
  }
}

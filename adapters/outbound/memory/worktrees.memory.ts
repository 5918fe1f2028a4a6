import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { MAX_STASHES, type Worktrees } from '../../../application/board/worktrees.port.js'
import { worktreeRefused } from '../../../domain/board/errors.js'
import type { Repository } from '../../../domain/board/repository.js'
import { gitRefused } from '../../../domain/repo/errors.js'
import { baseBranch } from '../../../domain/repo/refs.js'
import { addCommit, filesOf, headOf, newWorktree, type KeptRepository, type InRepository } from './memory-git.js'

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
    commitAll: (path, message) =>
      inRepository(path, (repository) => {
        const tree = repository.worktrees.get(path)
        const head = tree === undefined ? null : headOf(repository, tree)
        if (!tree || tree.isClean || tree.branch === null || head === null)
          return E.left(gitRefused('nothing to commit'))
        const files = new Map([...filesOf(repository, head), [UNTRACKED, 'x'] as const])
        const id = addCommit(repository, [head], files, message)
        repository.branches.set(tree.branch, id)
        tree.isClean = true
        return E.right(id)
      }),
    stash: (path, name) =>
      inRepository(path, (repository) => {
        const tree = repository.worktrees.get(path)
        if (!tree || tree.isClean) return E.left(gitRefused('no local changes to save'))
        const id = addCommit(repository, [], new Map(), name)
        repository.stashes.unshift({ id, name, branch: tree.branch, at: Date.now() })
        tree.isClean = true
        return E.right(id)
      }),
    stashes: (directory) => inRepository(directory, ({ stashes }) => E.right(stashes.slice(0, MAX_STASHES))),
    applyStash: (path, id) =>
      inRepository(path, ({ stashes, worktrees }) => {
        const [at, tree] = [stashes.findIndex((stash) => stash.id === id), worktrees.get(path)]
        if (at === -1) return E.left(gitRefused('the stash is no longer there'))
        if (!tree?.isClean) return E.left(gitRefused(`${UNTRACKED} already exists, no checkout`))
        stashes.splice(at, 1)
        tree.isClean = false
        return E.right(undefined)
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

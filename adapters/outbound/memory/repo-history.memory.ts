import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ComparedFiles, OnlyPaths, RepoHistory } from '../../../application/repo/repo-history.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { isoDate, shortSha, subjectOf, type CommitHeader } from '../../../domain/repo/commit.js'
import { commitNotFound, notARepository, notComparable, type NotARepository } from '../../../domain/repo/errors.js'
import { MAX_CHANGED_FILES, MAX_COMMIT_FILES, showPatches, type FileChange } from '../../../domain/repo/file-diff.js'
import { decorations, isRefName } from '../../../domain/repo/refs.js'
import type { PendingChanges } from '../../../domain/repo/work-tree.js'
import {
  ancestors,
  mergeBase,
  memoryRepository,
  type MemoryCommit,
  type MemoryRepository,
  type MemoryRepoControls,
} from './memory-repository.js'
import { branchesOf, headOf, pendingOf, pendingSince, statusEntries, type Pending } from './repository-answers.js'
import { diffTrees } from './tree-diff.js'

/** Repositories in memory. */
export interface MemoryRepoHistory extends RepoHistory {
  /** Makes an empty repository and answers with what a person can do in it. */
  readonly create: (root: string) => MemoryRepoControls
  /** Makes every read of the repository fail; `null` repairs it. */
  readonly damage: (root: string, detail: string | null) => void
}

/** Repositories in memory with their state, for the writer. */
export interface MemoryRepositories extends MemoryRepoHistory {
  /** Repository that a folder lies in. */
  readonly repositoryAt: (directory: string) => MemoryRepository | undefined
}

export interface MemoryRepoHistoryOptions {
  /** Author of every commit. */
  readonly authorName: string
  /** Seconds. */
  readonly firstCommitAt: number
}

const OFFSET_MINUTES = 60

/** Repositories in memory. */
export function memoryRepoHistory({ authorName, firstCommitAt }: MemoryRepoHistoryOptions): MemoryRepositories {
  const repositories = new Map<string, MemoryRepository>()
  const damages = new Map<string, string>()

  const rootOf = (directory: string): string | undefined =>
    [...repositories.keys()].find((top) => directory === top || directory.startsWith(`${top}/`))

  const inRepository = <E, A>(
    directory: string,
    read: (repository: MemoryRepository, root: string) => E.Either<E, A>,
  ): TE.TaskEither<E | NotARepository | Unavailable, A> =>
    TE.fromIOEither((): E.Either<E | NotARepository | Unavailable, A> => {
      const root = rootOf(directory)
      const repository = root === undefined ? undefined : repositories.get(root)
      if (root === undefined || repository === undefined) return E.left(notARepository(directory))
      const damage = damages.get(root)
      return damage === undefined ? read(repository, root) : E.left(unavailable('git', damage))
    })

  const headerOf = ({ sha, parents, message, at }: MemoryCommit): CommitHeader => ({
    sha,
    shortSha: shortSha(sha),
    parents,
    subject: subjectOf(message),
    authorName,
    isoDate: isoDate(at, OFFSET_MINUTES),
  })

  return {
    create: (root) => {
      const repository = memoryRepository(firstCommitAt)
      repositories.set(root, repository)
      return repository.controls
    },
    damage: (root, detail) => {
      if (detail === null) damages.delete(root)
      else damages.set(root, detail)
    },

    repositoryAt: (directory) => repositories.get(rootOf(directory) ?? ''),

    status: (directory) =>
      inRepository(directory, (repository, root) =>
        E.right({
          root,
          prefix: directory === root ? '' : `${directory.slice(root.length + 1)}/`,
          head: headOf(repository),
          entries: statusEntries(repository),
        }),
      ),

    changes: (directory, only, context) =>
      inRepository(directory, (repository, root) =>
        E.right(listed(repository, root, pendingOf(repository, context), only)),
      ),

    changesSince: (directory, since, only, context) =>
      inRepository(directory, (repository, root) => {
        const { commits, refs, head } = repository
        const tip = head()
        const from = since === 'HEAD' ? tip : refs.get(since)
        const common = from === undefined || tip === undefined ? undefined : mergeBase(commits, from, tip)
        const base = commits.get(common ?? '')
        return base === undefined
          ? E.left(notComparable(since, 'HEAD'))
          : E.right(listed(repository, root, pendingSince(repository, base.tree, context), only))
      }),

    shorten: (directory, ids) =>
      inRepository(directory, () => E.right(new Map(ids.map((sha) => [sha, shortSha(sha)])))),

    log: (directory, { limit, skip, before }) =>
      inRepository(directory, ({ commits, refs, head }) => {
        const end = before === null ? Infinity : Date.parse(before) / 1000
        const found = [...ancestors(commits, head())]
          .flatMap((sha) => commits.get(sha) ?? [])
          .filter(({ at }) => at <= end)
          .sort((a, b) => b.at - a.at)
          .slice(skip)
        const refsTo = (sha: string) => decorations([...refs].filter(([, to]) => to === sha).map(([ref]) => ref))
        return E.right({
          commits: found.slice(0, limit).map((commit) => ({ ...headerOf(commit), refs: refsTo(commit.sha) })),
          hasMore: found.length > limit,
        })
      }),

    branches: (directory) => inRepository(directory, (repository) => E.right(branchesOf(repository))),

    commit: (directory, id, only, context) =>
      inRepository(directory, ({ commits }) => {
        const [commit, another] = [...commits.values()].filter(({ sha }) => sha.startsWith(id))
        if (commit === undefined || another !== undefined) return E.left(commitNotFound(id))
        const parent = commits.get(commit.parents[0] ?? '')
        const changes = diffTrees(parent?.tree ?? new Map(), commit.tree, context)
        return E.right({ ...headerOf(commit), ...shownOf(changes, only, MAX_COMMIT_FILES) })
      }),

    compare: (directory, { base, head }, only, context) =>
      inRepository(directory, ({ commits, refs }) => {
        const [from, to] = [refs.get(base), refs.get(head)]
        const isKnown = isRefName(base) && isRefName(head) && from !== undefined && to !== undefined
        const common = isKnown ? mergeBase(commits, from, to) : undefined
        const [before, after] = [commits.get(common ?? ''), commits.get(to ?? '')]
        return before === undefined || after === undefined
          ? E.left(notComparable(base, head))
          : E.right(shownOf(diffTrees(before.tree, after.tree, context), only, MAX_CHANGED_FILES))
      }),
  }
}

function listed(
  repository: MemoryRepository,
  root: string,
  all: ReadonlyArray<Pending>,
  only: OnlyPaths,
): PendingChanges {
  const pending = all.filter(({ change }) => isAsked(change, only))
  const shown = showPatches(pending.slice(0, MAX_CHANGED_FILES).map(({ change }) => change))
  const files = shown.map((file, at) => ({ ...file, category: pending[at]?.category ?? 'untracked' }))
  return { root, head: headOf(repository), files, omitted: pending.length - files.length }
}

const isAsked = ({ path, oldPath }: FileChange, only: OnlyPaths): boolean =>
  only.length === 0 || only.includes(path) || (oldPath !== null && only.includes(oldPath))

function shownOf(changes: ReadonlyArray<FileChange>, only: OnlyPaths, max: number): ComparedFiles {
  const asked = changes.filter((change) => isAsked(change, only))
  return { files: showPatches(asked.slice(0, max)), omitted: Math.max(0, asked.length - max) }
}

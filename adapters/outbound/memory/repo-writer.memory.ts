import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  MAX_STORED_DISCARDS,
  type RepoWriteFault,
  type RepoWriter,
} from '../../../application/repo/repo-writer.port.js'
import {
  changeOutdated,
  discardNotFound,
  gitRefused,
  notARepository,
  type ChangeOutdated,
  type DiscardNotFound,
  type GitRefused,
} from '../../../domain/repo/errors.js'
import type { DiscardId } from '../../../domain/repo/work-tree.js'
import type { MemoryRepository } from './memory-repository.js'
import type { MemoryRepositories } from './repo-history.memory.js'
import type { Blob } from './tree-diff.js'

/** Path of the file that a patch changes. */
const patchedPath = (patch: string): string => /^\+\+\+ b\/(.*)$/m.exec(patch)?.[1] ?? ''

/** Text after a patch with one hunk, or before it with `isReverse`; `null` when the lines are not at their place. */
function applyHunk(text: string, patch: string, isReverse: boolean): string | null {
  const [, oldStart, newStart, body = ''] = /^@@ -(\d+)\S* \+(\d+)\S* @@[^\n]*\n([^]*)$/m.exec(patch) ?? []
  const [gone, come] = isReverse ? ['+', '-'] : ['-', '+']
  const side = (mark: string): ReadonlyArray<string> => sideOf(body, mark)
  const lines = text.split(/(?<=\n)/)
  const before = side(gone)
  const start = Number(isReverse ? newStart : oldStart)
  const at = before.length === 0 ? start : start - 1
  if (before.some((line, index) => lines[at + index] !== line)) return null
  return [...lines.slice(0, at), ...side(come), ...lines.slice(at + before.length)].join('')
}

/** Lines of one side, each with its line end. */
function sideOf(body: string, mark: string): ReadonlyArray<string> {
  const side: string[] = []
  let isOfSide = false
  for (const line of body.split(/(?<=\n)/)) {
    if (line.startsWith('\\')) {
      const last = side.pop()
      if (last !== undefined) side.push(isOfSide ? last.replace(/\n$/, '') : last)
      continue
    }
    isOfSide = line.startsWith(' ') || line.startsWith(mark)
    if (isOfSide) side.push(line.slice(1))
  }
  return side
}

/** Writer of repositories in memory. */
export interface MemoryRepoWriter extends RepoWriter {
  /** Makes hooks refuse every commit with this text; `null` accepts them again. */
  readonly refuseCommits: (detail: string | null) => void
}

interface Discarded {
  readonly path: string
  readonly blob: Blob | undefined
  /** File that the discard of a hunk left. */
  readonly left: Blob | undefined
}

const ID_DIGITS = 32

/** Writer of the repositories that a reader in memory reads. */
export function memoryRepoWriter({ repositoryAt }: Pick<MemoryRepositories, 'repositoryAt'>): MemoryRepoWriter {
  const discards = new Map<MemoryRepository, Map<DiscardId, Discarded>>()
  let refusal: string | null = null
  let made = 0

  const inRepository = <Fault, A>(
    directory: string,
    run: (repository: MemoryRepository) => E.Either<Fault, A>,
  ): TE.TaskEither<Fault | RepoWriteFault, A> =>
    TE.fromIOEither((): E.Either<Fault | RepoWriteFault, A> => {
      const repository = repositoryAt(directory)
      return repository === undefined ? E.left(notARepository(directory)) : run(repository)
    })

  const withHunk = (blob: Blob | undefined, hunk: string, isReverse: boolean): E.Either<GitRefused, Blob> => {
    const content = blob === undefined ? null : applyHunk(blob.content, hunk, isReverse)
    return blob === undefined || content === null
      ? E.left(gitRefused('error: patch does not apply'))
      : E.right({ ...blob, content })
  }
  const inIndex = (directory: string, hunk: string, isReverse: boolean) =>
    inRepository(directory, (repository) => {
      const path = patchedPath(hunk)
      return E.map((blob: Blob) => {
        repository.setIndex(new Map([...repository.index(), [path, blob]]))
      })(withHunk(repository.index().get(path), hunk, isReverse))
    })

  const headTree = ({ commits, head }: MemoryRepository) => commits.get(head() ?? '')?.tree ?? new Map<string, Blob>()

  return {
    refuseCommits: (detail) => void (refusal = detail),

    stage: (directory, paths) =>
      inRepository(directory, (repository) => {
        const { workTree, index, setIndex } = repository
        const unknown = paths.find((path) => !workTree.has(path) && !index().has(path))
        if (unknown !== undefined) return E.left(gitRefused(`fatal: pathspec '${unknown}' did not match any files`))
        setIndex(withBlobs(index(), workTree, paths))
        return E.right(undefined)
      }),

    unstage: (directory, paths) =>
      inRepository(directory, (repository) => {
        repository.setIndex(withBlobs(repository.index(), headTree(repository), paths))
        return E.right(undefined)
      }),

    stageHunk: (directory, hunk) => inIndex(directory, hunk, false),
    unstageHunk: (directory, hunk) => inIndex(directory, hunk, true),
    discard: (directory, { path, isTracked, hunk }) =>
      inRepository(directory, (repository): E.Either<GitRefused, DiscardId> => {
        const { workTree, index } = repository
        const blob = workTree.get(path)
        const kept = isTracked ? index().get(path) : undefined
        if (blob === undefined && kept === undefined) return E.left(gitRefused(`${path} does not exist`))
        const reverted = hunk === undefined ? E.right(kept) : withHunk(blob, hunk, true)
        if (E.isLeft(reverted)) return reverted
        made += 1
        const id = made.toString(16).padStart(ID_DIGITS, '0')
        const stored = [
          ...(discards.get(repository) ?? []),
          [id, { path, blob, left: hunk === undefined ? undefined : reverted.right }] as const,
        ]
        discards.set(repository, new Map(stored.slice(-MAX_STORED_DISCARDS)))
        put(workTree, path, reverted.right)
        return E.right(id)
      }),

    restore: (directory, id) =>
      inRepository(directory, (repository): E.Either<ChangeOutdated | DiscardNotFound, string> => {
        const discarded = discards.get(repository)?.get(id)
        if (discarded === undefined) return E.left(discardNotFound(id))
        const { path, blob, left } = discarded
        const [now, staged] = [repository.workTree.get(path), repository.index().get(path)]
        const isLeft = left !== undefined && now?.content === left.content
        if (now !== undefined && !isLeft && (now.content !== staged?.content || now.mode !== staged.mode))
          return E.left(changeOutdated(path))
        put(repository.workTree, path, blob)
        discards.get(repository)?.delete(id)
        return E.right(path)
      }),

    commit: (directory, message) =>
      inRepository(directory, (repository) => {
        const [before, index] = [headTree(repository), repository.index()]
        const isSame = before.size === index.size && [...index].every(([path, blob]) => before.get(path) === blob)
        if (isSame) return E.left(gitRefused('no changes added to commit'))
        return refusal === null ? E.right(repository.commitIndex(message)) : E.left(gitRefused(refusal))
      }),
  }
}

function withBlobs(
  tree: ReadonlyMap<string, Blob>,
  from: ReadonlyMap<string, Blob>,
  paths: ReadonlyArray<string>,
): ReadonlyMap<string, Blob> {
  const changed = new Map(tree)
  for (const path of paths) put(changed, path, from.get(path))
  return changed
}

function put(tree: Map<string, Blob>, path: string, blob: Blob | undefined): void {
  if (blob === undefined) tree.delete(path)
  else tree.set(path, blob)
}

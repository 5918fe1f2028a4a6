import { MAX_UNTRACKED_PATCHES, type FileChange, type FileStatus } from '../../../domain/repo/file-diff.js'
import type { Branches } from '../../../domain/repo/refs.js'
import type { ChangeCategory, Head, StatusEntry } from '../../../domain/repo/work-tree.js'
import { ancestors, type MemoryRepository } from './memory-repository.js'
import { changeOf, diffTrees, type Tree } from './tree-diff.js'

/** Branch of a work tree in memory, with its distance to the upstream. */
export function headOf(repository: MemoryRepository): Head {
  const branch = repository.branch()
  const { ahead, behind } = distance(repository, branch, repository.head())
  return { branch, ahead, behind }
}

interface Distance {
  readonly ahead: number | null
  readonly behind: number | null
}

function distance({ commits, refs, upstreams }: MemoryRepository, branch: string | null, tip?: string): Distance {
  const upstream = branch === null ? undefined : refs.get(`refs/remotes/${upstreams.get(branch) ?? ''}`)
  if (upstream === undefined || tip === undefined) return { ahead: null, behind: null }
  const [ours, theirs] = [ancestors(commits, tip), ancestors(commits, upstream)]
  return {
    ahead: [...ours].filter((sha) => !theirs.has(sha)).length,
    behind: [...theirs].filter((sha) => !ours.has(sha)).length,
  }
}

/** Branches, sorted by name. */
export function branchesOf(repository: MemoryRepository): Branches {
  const { refs, upstreams, branch, originHead } = repository
  const named = (kind: string) =>
    [...refs]
      .flatMap(([ref, sha]) => (ref.startsWith(kind) ? [{ name: ref.slice(kind.length), sha }] : []))
      .sort(byName)
  return {
    local: named('refs/heads/').map(({ name, sha }) => {
      const { ahead, behind } = distance(repository, name, sha)
      const upstream = upstreams.get(name) ?? ''
      return { name, current: name === branch(), upstream, ahead: ahead ?? 0, behind: behind ?? 0 }
    }),
    remote: named('refs/remotes/').map(({ name }) => ({ name })),
    originHead: originHead(),
  }
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1

/** Change with its place. */
export interface Pending {
  readonly category: ChangeCategory
  readonly change: FileChange
}

/** Staged, unstaged, untracked. */
export function pendingOf(repository: MemoryRepository, context?: number): ReadonlyArray<Pending> {
  const { workTree, conflicts } = repository
  const { committed, index } = treesOf(repository)
  const inConflict = [...conflicts].map(([path, ours]) => ({
    ...changeOf({ oldPath: path, path, before: ours, after: workTree.get(path) }, context),
    status: 'U' as const,
  }))
  const unstaged = [
    ...diffTrees(
      index,
      only(workTree, (path) => index.has(path)),
      context,
    ),
    ...inConflict,
  ]
  const untracked = only(workTree, (path) => !index.has(path) && !conflicts.has(path))
  return [
    ...of('staged', diffTrees(committed, index, context)),
    ...of(
      'unstaged',
      unstaged.sort((a, b) => (a.path < b.path ? -1 : 1)),
    ),
    ...of('untracked', diffTrees(new Map(), untracked).map(asUntracked)),
  ]
}

/** Differences of tracked files from a tree, then untracked files. */
export function pendingSince(repository: MemoryRepository, tree: Tree, context?: number): ReadonlyArray<Pending> {
  const { workTree, conflicts } = repository
  const isTracked = (path: string): boolean => repository.index().has(path) || conflicts.has(path)
  return [
    ...of('unstaged', diffTrees(tree, only(workTree, isTracked), context)),
    ...pendingOf(repository, context).filter(({ category }) => category === 'untracked'),
  ]
}

/** Files in conflict are neither staged nor just changed. */
function treesOf({ commits, head, index, conflicts }: MemoryRepository): {
  readonly committed: Tree
  readonly index: Tree
} {
  const settled = (tree: Tree): Tree => only(tree, (path) => !conflicts.has(path))
  return { committed: settled(commits.get(head() ?? '')?.tree ?? new Map()), index: settled(index()) }
}

const only = (tree: Tree, isWanted: (path: string) => boolean): Tree =>
  new Map([...tree].filter(([path]) => isWanted(path)))

const of = (category: ChangeCategory, changes: ReadonlyArray<FileChange>): ReadonlyArray<Pending> =>
  changes.map((change) => ({ category, change }))

/** Untracked files have no object id: the patch is returned without its `index` line. */
function asUntracked(change: FileChange, position: number): FileChange {
  const { patch } = change
  const hasPatch = patch !== null && patch !== 'cut' && position < MAX_UNTRACKED_PATCHES
  const counts = position < MAX_UNTRACKED_PATCHES ? {} : { additions: 0 }
  const read = (): string => (hasPatch ? patch.read().replace(/^index .*\n/m, '') : '')
  return { ...change, ...counts, status: '?', patch: hasPatch ? { bytes: patch.bytes, read } : null }
}

/** Status entries. A folder without a tracked file stands for all files below it. */
export function statusEntries(repository: MemoryRepository): ReadonlyArray<StatusEntry> {
  const { committed, index } = treesOf(repository)
  const { workTree, conflicts } = repository
  const known = [...index.keys(), ...conflicts.keys()]
  const untracked = [...workTree.keys()].filter((path) => !index.has(path) && !conflicts.has(path))
  const shown = new Set(untracked.map((path) => topmostUnknown(path, known)))
  return [
    ...[...new Set([...committed.keys(), ...index.keys()])].map((path) => ({
      path,
      index: letterOf(committed, index, path),
      workTree: index.has(path) ? letterOf(index, workTree, path) : null,
    })),
    ...[...conflicts.keys()].map((path) => ({ path, index: null, workTree: 'U' as const })),
    ...[...shown].map((path) => ({ path, index: null, workTree: '?' as const })),
  ].filter((entry) => entry.index !== null || entry.workTree !== null)
}

function topmostUnknown(path: string, known: ReadonlyArray<string>): string {
  const parts = path.split('/')
  const folders = parts.slice(0, -1).map((_, depth) => `${parts.slice(0, depth + 1).join('/')}/`)
  return folders.find((folder) => !known.some((file) => file.startsWith(folder))) ?? path
}

type Letter = Exclude<FileStatus, 'U' | '?'>

function letterOf(before: Tree, after: Tree, path: string): Letter | null {
  const [old, now] = [before.get(path), after.get(path)]
  if (old === undefined) return now === undefined ? null : 'A'
  if (now === undefined) return 'D'
  if ((old.mode === '120000') !== (now.mode === '120000')) return 'T'
  return old.content === now.content && old.mode === now.mode ? null : 'M'
}

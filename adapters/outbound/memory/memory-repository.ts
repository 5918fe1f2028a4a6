import { createHash } from 'node:crypto'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import type { Blob, Tree } from './tree-diff.js'

/** A person at a repository in memory. Commits are one minute apart, with an offset of one hour. */
export interface MemoryRepoControls {
  /** Creates or replaces a file. */
  readonly write: (path: string, content: string, mode?: '100644' | '100755') => void
  readonly remove: (path: string) => void
  /** Creates a symbolic link. */
  readonly link: (path: string, target: string) => void
  /** Puts the work tree as it is into the index. */
  readonly stage: () => void
  /** Stages all and commits. Answers with the full id. */
  readonly commit: (message: string) => string
  /** Creates a branch at the head. */
  readonly branch: (name: string) => void
  /** Creates a tag at the head. */
  readonly tag: (name: string) => void
  /** A branch, or a full id to detach the head. */
  readonly checkOut: (target: string) => void
  /** Merges a branch into the head; files that both changed are left in conflict. Answers with the head's id. */
  readonly merge: (branch: string) => string
  /** Sets a remote ref such as `origin/main`. */
  readonly remoteRef: (name: string, sha: string) => void
  /** Sets the default branch of the remote. */
  readonly originHead: (branch: string) => void
  readonly track: (branch: string, upstream: string) => void
}

export interface MemoryCommit {
  readonly sha: string
  readonly parents: ReadonlyArray<string>
  readonly tree: Tree
  readonly message: string
  /** Seconds. */
  readonly at: number
}

/** The state that questions are answered from. */
export interface MemoryRepository {
  readonly commits: ReadonlyMap<string, MemoryCommit>
  /** Full names. */
  readonly refs: ReadonlyMap<string, string>
  readonly originHead: () => string | null
  readonly upstreams: ReadonlyMap<string, string>
  /** `null` when detached. */
  readonly branch: () => string | null
  /** `undefined` before the first commit. */
  readonly head: () => string | undefined
  readonly index: () => Tree
  readonly workTree: Map<string, Blob>
  /** Our side of each file in conflict. */
  readonly conflicts: ReadonlyMap<string, Blob | undefined>
  readonly controls: MemoryRepoControls
  readonly setIndex: (index: Tree) => void
  /** Commits the index as it is. Answers with the full id. */
  readonly commitIndex: (message: string) => FullCommitId
}

const MINUTE_S = 60

/** An empty repository on branch `main`, whose first commit is made at `firstCommitAt` (seconds). */
export function memoryRepository(firstCommitAt: number): MemoryRepository {
  const commits = new Map<string, MemoryCommit>()
  const refs = new Map<string, string>()
  const upstreams = new Map<string, string>()
  const conflicts = new Map<string, Blob | undefined>()
  const workTree = new Map<string, Blob>()
  let index: Tree = new Map()
  let branch: string | null = 'main'
  let detachedAt: string | undefined
  let originHead: string | null = null

  const head = (): string | undefined => (branch === null ? detachedAt : refs.get(`refs/heads/${branch}`))
  const treeOf = (sha: string | undefined): Tree =>
    (sha === undefined ? undefined : commits.get(sha)?.tree) ?? new Map()

  const setHead = (sha: string): void => {
    if (branch === null) detachedAt = sha
    else refs.set(`refs/heads/${branch}`, sha)
  }
  const show = (tree: Tree): void => {
    workTree.clear()
    for (const [path, blob] of tree) workTree.set(path, blob)
    index = new Map(tree)
  }
  const stage = (): void => {
    conflicts.clear()
    index = new Map(workTree)
  }
  const record = (message: string, otherParents: ReadonlyArray<string>): string => {
    stage()
    return recordIndex(message, otherParents)
  }
  const recordIndex = (message: string, otherParents: ReadonlyArray<string> = []): string => {
    const current = head()
    const parents = [...(current === undefined ? [] : [current]), ...otherParents]
    const tree = new Map(index)
    const at = firstCommitAt + MINUTE_S * commits.size
    const sha = createHash('sha1')
      .update(JSON.stringify([parents, [...tree], message, at]))
      .digest('hex')
    commits.set(sha, { sha, parents, tree, message, at })
    setHead(sha)
    return sha
  }

  const controls: MemoryRepoControls = {
    write: (path, content, mode = '100644') => void workTree.set(path, { content, mode }),
    remove: (path) => void workTree.delete(path),
    link: (path, target) => void workTree.set(path, { content: target, mode: '120000' }),
    stage,
    commit: (message) => record(message, []),
    branch: (name) => void refs.set(`refs/heads/${name}`, head() ?? ''),
    tag: (name) => void refs.set(`refs/tags/${name}`, head() ?? ''),
    checkOut: (target) => {
      const isBranch = refs.has(`refs/heads/${target}`)
      branch = isBranch ? target : null
      detachedAt = isBranch ? undefined : target
      show(treeOf(head()))
    },
    merge: (other) => {
      const theirs = refs.get(`refs/heads/${other}`) ?? ''
      const ours = head() ?? ''
      const merged = mergeTrees(treeOf(mergeBase(commits, ours, theirs)), treeOf(ours), treeOf(theirs), other)
      show(merged.tree)
      if (merged.conflicts.size === 0) return record(`Merge ${other}`, [theirs])
      for (const [path, blob] of merged.conflicts) conflicts.set(path, blob)
      return ours
    },
    remoteRef: (name, sha) => void refs.set(`refs/remotes/${name}`, sha),
    originHead: (name) => void (originHead = name),
    track: (name, upstream) => void upstreams.set(name, upstream),
  }

  return {
    commits,
    refs,
    originHead: () => originHead,
    upstreams,
    branch: () => branch,
    head,
    index: () => index,
    workTree,
    conflicts,
    controls,
    setIndex: (tree) => void (index = tree),
    commitIndex: recordIndex,
  }
}

/** All commits that one is built on, itself included. */
export function ancestors(commits: MemoryRepository['commits'], sha: string | undefined): ReadonlySet<string> {
  const found = new Set<string>()
  const open = sha === undefined ? [] : [sha]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next) || !commits.has(next)) continue
    found.add(next)
    open.push(...(commits.get(next)?.parents ?? []))
  }
  return found
}

/** The newest commit that both are built on. */
export function mergeBase(commits: MemoryRepository['commits'], one: string, other: string): string | undefined {
  const theirs = ancestors(commits, other)
  const common = [...ancestors(commits, one)].filter((sha) => theirs.has(sha))
  return common.sort((a, b) => (commits.get(b)?.at ?? 0) - (commits.get(a)?.at ?? 0))[0]
}

interface Merged {
  readonly tree: Tree
  readonly conflicts: ReadonlyMap<string, Blob | undefined>
}

function mergeTrees(base: Tree, ours: Tree, theirs: Tree, branch: string): Merged {
  const tree = new Map<string, Blob>()
  const conflicts = new Map<string, Blob | undefined>()
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [was, our, their] = [base.get(path), ours.get(path), theirs.get(path)]
    const isConflict =
      our?.content !== their?.content && was?.content !== our?.content && was?.content !== their?.content
    const taken = isConflict ? marked(our, their, branch) : was?.content === our?.content ? their : our
    if (isConflict) conflicts.set(path, our)
    if (taken !== undefined) tree.set(path, taken)
  }
  return { tree, conflicts }
}

function marked(our: Blob | undefined, their: Blob | undefined, branch: string): Blob | undefined {
  if (our === undefined || their === undefined) return our ?? their
  return { ...our, content: `<<<<<<< HEAD\n${our.content}=======\n${their.content}>>>>>>> ${branch}\n` }
}

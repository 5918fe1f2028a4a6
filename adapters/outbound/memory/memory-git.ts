import { createHash } from 'node:crypto'
import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Stash } from '../../../domain/board/repository.js'
import type { NotARepository } from '../../../domain/repo/errors.js'

/** Text of files by path. */
export type Files = ReadonlyMap<string, string>

/** Commit in memory. */
export interface KeptCommit {
  /** Ids of the parents. */
  readonly parents: ReadonlyArray<string>
  readonly files: Files
  readonly message: string
}

/** A work tree, main or linked. */
export interface KeptWorktree {
  /** Branch; `null` when the head is detached. */
  branch: string | null
  /** Commit of a detached head. */
  detachedAt: string | null
  /** False with uncommitted changes. */
  isClean: boolean
  /** True during a merge or rebase. */
  isBusy: boolean
  isLocked: boolean
  readonly isMain: boolean
}

/** One repository in memory, with its remote. */
export interface KeptRepository {
  readonly commits: Map<string, KeptCommit>
  /** Commit ids by branch. */
  readonly branches: Map<string, string>
  /** Refs below `refs/penates/`, by full name. */
  readonly refs: Map<string, string>
  /** Remote-tracking branches, as last fetched. */
  readonly remoteBranches: Map<string, string>
  /** Stashes, newest first. */
  readonly stashes: Stash[]
  readonly worktrees: Map<string, KeptWorktree>
  /** Refs of `origin`; `null` without a remote. */
  remote: Map<string, string> | null
  /** Message with which `origin` refuses every push; `null` when it accepts them. */
  pushRefusal: string | null
  /** True when the remote does not answer. */
  isRemoteSilent: boolean
  /** Reason with which merges are refused; `null` for none. */
  mergeRefusal: string | null
  /** Check of the project, and its complaint. */
  check: { readonly command: string; readonly complaint: string | null } | null
}

/** Runs something on the repository that a folder lies in. */
export type InRepository = <Fault, A>(
  directory: string,
  run: (repository: KeptRepository, root: string) => E.Either<Fault, A>,
) => TE.TaskEither<Fault | NotARepository, A>

export const newRepository = (root: string): KeptRepository => ({
  commits: new Map(),
  branches: new Map(),
  refs: new Map(),
  remoteBranches: new Map(),
  stashes: [],
  worktrees: new Map([[root, newWorktree('main', true)]]),
  remote: null,
  pushRefusal: null,
  isRemoteSilent: false,
  mergeRefusal: null,
  check: null,
})

export const newWorktree = (
  branch: string | null,
  isMain: boolean,
  detachedAt: string | null = null,
): KeptWorktree => ({
  branch,
  detachedAt,
  isClean: true,
  isBusy: false,
  isLocked: false,
  isMain,
})

export const headOf = ({ branches }: KeptRepository, { branch, detachedAt }: KeptWorktree): string | null =>
  branch === null ? detachedAt : (branches.get(branch) ?? null)

/** Files of a commit or of a tree. */
export const filesOf = ({ commits }: KeptRepository, id: string): Files => commits.get(id)?.files ?? new Map()

export function addCommit(
  { commits }: KeptRepository,
  parents: ReadonlyArray<string>,
  files: Files,
  message: string,
): string {
  const id = createHash('sha1')
    .update(JSON.stringify([parents, [...files].sort(), message, commits.size]))
    .digest('hex')
  commits.set(id, { parents, files, message })
  return id
}

/** The commit and all that it is built on. */
export function withAncestors({ commits }: KeptRepository, id: string): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...(commits.get(next)?.parents ?? []))
  }
  return found
}

/** Three-way, a file at a time. */
export function mergedFiles(
  repository: KeptRepository,
  ours: string,
  theirs: string,
): { readonly files: Files; readonly conflicts: ReadonlyArray<string> } {
  const before = withAncestors(repository, ours)
  // Sets keep the order in which commits were found, nearest first.
  const common = [...withAncestors(repository, theirs)].find((id) => before.has(id))
  return threeWay(
    common === undefined ? new Map() : filesOf(repository, common),
    filesOf(repository, ours),
    filesOf(repository, theirs),
  )
}

export function threeWay(
  base: Files,
  ours: Files,
  theirs: Files,
): { readonly files: Files; readonly conflicts: ReadonlyArray<string> } {
  const files = new Map<string, string>()
  const conflicts: string[] = []
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [was, our, their] = [base.get(path), ours.get(path), theirs.get(path)]
    if (our !== their && our !== was && their !== was) conflicts.push(path)
    const taken = our === was ? their : our
    if (taken !== undefined) files.set(path, taken)
  }
  return { files, conflicts: conflicts.sort() }
}

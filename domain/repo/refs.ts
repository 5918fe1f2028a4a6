import type { FileDiff } from './file-diff.js'
import type { Kind } from '../shared/brand.js'

/** Short name of a branch. */
export type BranchName = Kind<'BranchName'>

/** Local branch. */
export interface LocalBranch {
  /** Name without `refs/heads/`. */
  readonly name: BranchName
  /** True when this worktree has the branch checked out. */
  readonly current: boolean
  /** `origin/main`; `''` without an upstream. The upstream may no longer exist. */
  readonly upstream: string
  /** Number of commits that its upstream lacks. */
  readonly ahead: number
  /** Number of commits of its upstream that it lacks. */
  readonly behind: number
}

/** Branch of a remote, as last fetched. */
export interface RemoteBranch {
  /** Name with its remote: `origin/main`. */
  readonly name: string
}

/** Branches of a repository. */
export interface Branches {
  /** Sorted by name. */
  readonly local: ReadonlyArray<LocalBranch>
  /** Sorted by name, without the symbolic heads of remotes. */
  readonly remote: ReadonlyArray<RemoteBranch>
  /** Target of `origin/HEAD` without `origin/`; `null` when it is unknown. */
  readonly originHead: BranchName | null
}

export const NO_BRANCHES: Branches = { local: [], remote: [], originHead: null }

/** Branch that work is merged into: that of the remote's HEAD, else `main`, else `master`, else the current one. */
export function baseBranch({ local, originHead }: Branches): BranchName {
  if (originHead !== null) return originHead
  const usual = ['main', 'master'].find((name) => local.some((branch) => branch.name === name))
  return usual ?? local.find(({ current }) => current)?.name ?? 'main'
}

/** Full ref of a base: the local branch, else that of `origin`. */
export function baseRef(base: BranchName, { local, remote }: Branches): string {
  const isLocal = local.some(({ name }) => name === base)
  const isRemote = remote.some(({ name }) => name === `origin/${base}`)
  return !isLocal && isRemote ? `refs/remotes/origin/${base}` : localRef(base)
}

export const localRef = (branch: BranchName): string => `refs/heads/${branch}`

/** True when the text is a plain ref name, without range or operator. git-check-ref-format(1). */
export const isRefName = (text: string): boolean => text !== '' && !/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(text)

/** Changes of a branch since its merge base. */
export interface BranchDiff {
  readonly base: BranchName
  readonly branch: BranchName
  readonly files: ReadonlyArray<FileDiff>
  readonly omitted: number
}

const KINDS = ['refs/heads/', 'refs/remotes/', 'refs/tags/'] as const
const REMOTE_HEAD = /^refs\/remotes\/[^/]+\/HEAD$/

/** Short names of refs for badges: branches, then remote branches, then tags, each by name; without remote `HEAD`s. */
export function decorations(refs: ReadonlyArray<string>): ReadonlyArray<string> {
  if (refs.length === 0) return []
  const shown = refs.filter((ref) => !REMOTE_HEAD.test(ref)).sort((a, b) => (a < b ? -1 : 1))
  return KINDS.flatMap((kind) => shown.filter((ref) => ref.startsWith(kind)).map((ref) => ref.slice(kind.length)))
}

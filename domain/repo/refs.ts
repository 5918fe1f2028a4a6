import type { FileDiff } from './file-diff.js'

export interface LocalBranch {
  readonly name: string
  /** Whether this work tree is on it. */
  readonly current: boolean
  /** `origin/main`; `''` without one. It may be gone. */
  readonly upstream: string
  readonly ahead: number
  readonly behind: number
}

export interface RemoteBranch {
  /** With its remote: `origin/main`. */
  readonly name: string
}

export interface Branches {
  /** By name. */
  readonly local: ReadonlyArray<LocalBranch>
  /** By name; without the symbolic heads of remotes. */
  readonly remote: ReadonlyArray<RemoteBranch>
  /** What `origin/HEAD` points to, without `origin/`; `null` when nobody knows. */
  readonly originHead: string | null
}

export const NO_BRANCHES: Branches = { local: [], remote: [], originHead: null }

/** The branch that work is merged into: what the remote says, else `main`, else `master`, else the current one. */
export function baseBranch({ local, originHead }: Branches): string {
  if (originHead !== null) return originHead
  const usual = ['main', 'master'].find((name) => local.some((branch) => branch.name === name))
  return usual ?? local.find(({ current }) => current)?.name ?? 'main'
}

/** Full name of a base: the local branch, else where `origin` has it. */
export function baseRef(base: string, { local, remote }: Branches): string {
  const isLocal = local.some(({ name }) => name === base)
  const isRemote = remote.some(({ name }) => name === `origin/${base}`)
  return !isLocal && isRemote ? `refs/remotes/origin/${base}` : localRef(base)
}

export const localRef = (branch: string): string => `refs/heads/${branch}`

/** Whether a text can be the name of a ref and nothing but that: no range, no operator. git-check-ref-format(1). */
export const isRefName = (text: string): boolean => text !== '' && !/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(text)

/** What a branch changed since it left its base. */
export interface BranchDiff {
  readonly base: string
  readonly branch: string
  readonly files: ReadonlyArray<FileDiff>
  readonly omitted: number
}

const KINDS = ['refs/heads/', 'refs/remotes/', 'refs/tags/'] as const
const REMOTE_HEAD = /^refs\/remotes\/[^/]+\/HEAD$/

/** Short names of full refs for a badge: branches, then remote branches, then tags, each by name; no remote's `HEAD`. */
export function decorations(refs: ReadonlyArray<string>): ReadonlyArray<string> {
  if (refs.length === 0) return []
  const shown = refs.filter((ref) => !REMOTE_HEAD.test(ref)).sort((a, b) => (a < b ? -1 : 1))
  return KINDS.flatMap((kind) => shown.filter((ref) => ref.startsWith(kind)).map((ref) => ref.slice(kind.length)))
}

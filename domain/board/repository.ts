/** A work tree of a repository. */
export interface Worktree {
  /** Real path. */
  readonly path: string
  /** Full id; `null` before the first commit. */
  readonly head: string | null
  /** Short; `null` when the head is detached. */
  readonly branch: string | null
  readonly isMain: boolean
}

/** Changed paths of a work tree that are named: as many as a person reads. */
export const MAX_NAMED_CHANGES = 100

/** What a person would want to know before anything is done to a work tree. */
export interface WorktreeState {
  readonly head: string | null
  readonly branch: string | null
  /** Nothing staged, changed or untracked. */
  readonly isClean: boolean
  /** Staged, changed and untracked paths from the top of the work tree, in git's order; at most `MAX_NAMED_CHANGES`. */
  readonly changes: ReadonlyArray<string>
  /** A rebase, merge, cherry-pick, revert or bisect is under way. */
  readonly isBusy: boolean
  /** Another git holds the index, or one that was killed left its lock. */
  readonly isLocked: boolean
}

/** A repository as its refs and work trees are now. */
export interface Repository {
  /** Top of the work tree that was asked for; real path. */
  readonly root: string
  /** Where below `root` the folder lies: `''`, else ends in `/`. */
  readonly prefix: string
  /** What work is merged into. */
  readonly base: string
  /** Full ids by short name. */
  readonly branches: ReadonlyMap<string, string>
  /** Of `origin`, as last fetched. */
  readonly remoteBranches: ReadonlyMap<string, string>
  readonly hasRemote: boolean
  readonly worktrees: ReadonlyArray<Worktree>
}

/** What merging two commits would give. */
export type MergeTrial =
  | { readonly _tag: 'clean'; readonly tree: string }
  | { readonly _tag: 'conflict'; readonly files: ReadonlyArray<string> }
  /** Git could not tell. */
  | { readonly _tag: 'failed'; readonly detail: string }

/** Where the worktrees of a project's cards are: beside the project, so that no tool takes them for a part of it. */
export function worktreeRoot(projectPath: string): string {
  const [, parent = '', folder = ''] = /^(.*)\/([^/]+)\/*$/.exec(projectPath) ?? []
  return `${parent}/.penates-worktrees/${folder}`
}

/** The worktree of a card, whose path git may write without the links that it was given with. */
export const worktreeAt = ({ worktrees }: Repository, path: string): Worktree | undefined =>
  worktrees.find((worktree) => worktree.path === path) ??
  worktrees.find((worktree) =>
    worktree.path.endsWith(path.slice(Math.max(0, path.lastIndexOf('/.penates-worktrees/')))),
  )

/** The checkout that has a branch, if there is one. */
export const checkoutOf = ({ worktrees }: Repository, branch: string): Worktree | undefined =>
  worktrees.find((worktree) => worktree.branch === branch)

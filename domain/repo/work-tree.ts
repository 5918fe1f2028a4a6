import type { Kind } from '../shared/brand.js'
import type { FileDiff, FileStatus } from './file-diff.js'

/** State of the head of a worktree. */
export interface Head {
  /** Branch, also one without commits; `null` when detached. */
  readonly branch: string | null
  /** Number of commits ahead of and behind the upstream; `null` without one. */
  readonly ahead: number | null
  /** Number of commits of the upstream that the branch lacks; `null` without one. */
  readonly behind: number | null
}

/** Changed path. A folder with untracked files only stands for them and ends in `/`. */
export interface StatusEntry {
  /** Path from the top of the worktree. */
  readonly path: string
  /** Status against the last commit. */
  readonly index: Exclude<FileStatus, 'U' | '?'> | null
  /** Status against the index; `U` for a conflict. */
  readonly workTree: FileStatus | null
}

/** Branch and changed files of a worktree. */
export interface RepoStatus {
  /** Absolute; paths of entries are relative to it. */
  readonly root: string
  /** Path of the requested folder below `root`: `''` at the top, else ends in `/`. */
  readonly prefix: string
  /** Branch and its upstream. */
  readonly head: Head
  /** Changed files. */
  readonly entries: ReadonlyArray<StatusEntry>
}

/** Repository as one line of a list. */
export interface RepoSummary extends Head {
  /** True when anything differs, including untracked files and conflicts. */
  readonly dirty: boolean
}

export const summaryOf = ({ head, entries }: RepoStatus): RepoSummary => ({ ...head, dirty: entries.length > 0 })

/** Place of an uncommitted change. */
export type ChangeCategory = 'staged' | 'unstaged' | 'untracked'

/**
 * State that a work tree is compared with: `index` lists staged changes apart, `head` is the last commit, `branch` the
 * merge base with the branch that work is merged into.
 */
export type ComparedWith = 'index' | 'head' | 'branch'

/** Id of discarded content: hexadecimal digits, in the order of the discards. */
export type DiscardId = Kind<'DiscardId'>

export const isDiscardId = (text: string): text is DiscardId => /^[0-9a-f]{32}$/.test(text)

/** Pending change of a file. A file changed in index and worktree has one for each. */
export interface PendingChange extends FileDiff {
  readonly category: ChangeCategory
}

/** Changes since the last commit: staged, then unstaged, then untracked, each in git's order. */
export interface PendingChanges {
  /** Absolute; paths are relative to it. */
  readonly root: string
  /** Branch and its upstream. */
  readonly head: Head
  /** Changed files with their hunks. */
  readonly files: ReadonlyArray<PendingChange>
  /** Number of further files. */
  readonly omitted: number
}

export type FileMarker = 'staged' | 'modified' | 'untracked'

/** Marker in a file browser: `staged` takes precedence over `modified`. */
export const markerOf = ({ index, workTree }: StatusEntry): FileMarker =>
  index !== null ? 'staged' : workTree === '?' ? 'untracked' : 'modified'

import type { FileDiff, FileStatus } from './file-diff.js'

/** Where the work tree stands. */
export interface Head {
  /** Also one without a commit yet; `null` when detached. */
  readonly branch: string | null
  /** Commits that the upstream lacks and has more; `null` without one. */
  readonly ahead: number | null
  readonly behind: number | null
}

/** A path that differs. A folder with nothing but untracked files stands for them and ends in `/`. */
export interface StatusEntry {
  readonly path: string
  /** Against the last commit. */
  readonly index: Exclude<FileStatus, 'U' | '?'> | null
  /** Against the index; `U` for a conflict. */
  readonly workTree: FileStatus | null
}

export interface RepoStatus {
  /** Absolute; paths of entries are relative to it. */
  readonly root: string
  /** Where below `root` the folder lies that was asked about: `''` at the top, else ends in `/`. */
  readonly prefix: string
  readonly head: Head
  readonly entries: ReadonlyArray<StatusEntry>
}

/** A repository in one line of a list. */
export interface RepoSummary extends Head {
  /** Whether anything differs, untracked files and conflicts included. */
  readonly dirty: boolean
}

export const summaryOf = ({ head, entries }: RepoStatus): RepoSummary => ({ ...head, dirty: entries.length > 0 })

export type ChangeCategory = 'staged' | 'unstaged' | 'untracked'

/** A file changed in index and work tree appears once for each. */
export interface PendingChange extends FileDiff {
  readonly category: ChangeCategory
}

/** What a work tree has that the last commit has not: staged, then unstaged, then untracked, each in git's order. */
export interface PendingChanges {
  /** Absolute; paths are relative to it. */
  readonly root: string
  readonly head: Head
  readonly files: ReadonlyArray<PendingChange>
  /** How many more files there are. */
  readonly omitted: number
}

export type FileMarker = 'staged' | 'modified' | 'untracked'

/** What a file browser shows beside a name: `staged` wins over `modified`. */
export const markerOf = ({ index, workTree }: StatusEntry): FileMarker =>
  index !== null ? 'staged' : workTree === '?' ? 'untracked' : 'modified'

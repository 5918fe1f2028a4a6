/** End of a step, at once or later. */
export type Done = void | Promise<void>

/** A person at a repository, for the contract: the same moves on disk and in memory. All at the top of the work tree. */
export interface RepoControls {
  /** Makes or replaces a file and the folders above it. */
  readonly write: (path: string, content: string, mode?: '100644' | '100755') => Done
  /** Removes a file. */
  readonly remove: (path: string) => Done
  /** Creates a symbolic link. */
  readonly link: (path: string, target: string) => Done
  /** Puts the work tree as it is into the index. */
  readonly stage: () => Done
  /** Stages all and commits, by Ada at `AT` plus so many minutes as there are commits. Answers with the full id. */
  readonly commit: (message: string) => string | Promise<string>
  /** Creates a branch at the head. */
  readonly branch: (name: string) => Done
  /** Creates a tag at the head. */
  readonly tag: (name: string) => Done
  /** A branch, or a full id to detach the head. */
  readonly checkOut: (target: string) => Done
  /** Merges a branch into the head; what is in conflict stays so, with the usual marks in the files. */
  readonly merge: (branch: string) => string | Promise<string>
  /** Sets what a remote has, and where its `HEAD` points. */
  readonly remoteRef: (name: string, sha: string) => Done
  /** Sets the default branch of the remote. */
  readonly originHead: (branch: string) => Done
  /** `origin/main`, for a local branch. */
  readonly track: (branch: string, upstream: string) => Done
}

/** When the first commit is made: 2026-03-01T08:00:00+01:00, in seconds. */
export const FIRST_COMMIT_AT = 1_772_348_400
export const AUTHOR = 'Ada Löwe'

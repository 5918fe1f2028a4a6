import type * as T from 'fp-ts/lib/Task.js'

/** Which folders beside the one it was started in belong to a session. */
export interface SessionScope {
  /** Home folder that `~` stands for; absolute. */
  readonly home: string
  /** Folder for temporary files of this person, absolute; `null` while it is missing or belongs to another user. */
  readonly temporary: T.Task<string | null>
  /** Top of the git work tree that a folder lies in; `null` when it lies in none, or is missing. */
  readonly workTreeOf: (folder: string) => T.Task<string | null>
}

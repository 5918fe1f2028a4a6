import type * as T from 'fp-ts/lib/Task.js'

/** Which folders beside the one it was started in belong to a session. */
export interface SessionScope {
  /** What `~` stands for; absolute. */
  readonly home: string
  /** Where programs of this person leave files for a moment, absolute; `null` while it is missing or somebody else's. */
  readonly temporary: T.Task<string | null>
  /** Top of the git work tree that a folder lies in; `null` when it lies in none, or is missing. */
  readonly workTreeOf: (folder: string) => T.Task<string | null>
}

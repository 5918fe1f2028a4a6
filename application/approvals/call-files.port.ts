import type * as T from 'fp-ts/lib/Task.js'

/** Files that calls change. */
export interface CallFiles {
  /** Text of a file; `null` for one that is not there, is too large, is no text or cannot be read. Never fails. */
  readonly textOf: (path: string) => T.Task<string | null>
}

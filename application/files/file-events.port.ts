import type * as T from 'fp-ts/lib/Task.js'
import type { PathChange } from '../../domain/files/path-change.js'

/** Watched part of a tree. */
export type Coverage =
  | { readonly _tag: 'Whole' }
  /**
   * The folders nearest to the root are watched; the others are looked at every so often, so that what happens there is
   * told late and as one change of their folder. `limit`: there are more folders than we watch; `exhausted`: the system
   * has no more watches to give.
   */
  | { readonly _tag: 'Partial'; readonly reason: 'limit' | 'exhausted'; readonly watchedFolders: number }
  /** The root is not there; it is watched again when it comes back. */
  | { readonly _tag: 'Gone' }

/** Receiver of changes below a folder. */
export interface FileEventsListener {
  /** Called for each changed path. */
  readonly changed: (change: PathChange) => void
  /** Once when everything is watched that will be, and whenever that changes. */
  readonly covered: (coverage: Coverage) => void
}

/**
 * Reports changes of the files of a tree, regardless of which process causes them.
 *
 * From the first `covered` on, each change below the root is told at least once: soon where it is watched, some time
 * later elsewhere. One may be told more than once, as a change of its folder (`isDeep`), or without a reason: a hint to
 * look, never a log. Left out are names that are never watched, what the `.gitignore` files of the tree and of the
 * repository around it leave out, and all that lies behind a link.
 */
export interface FileEvents {
  /** A folder's real path; `null` when there is no such folder. */
  readonly rootOf: (folder: string) => T.Task<string | null>
  /** Watches below a real path. Returns an unsubscribe function; the listener is not called after it. */
  readonly watch: (root: string, listener: FileEventsListener) => () => void
}

import type * as T from 'fp-ts/lib/Task.js'
import type { RecentDirectory } from '../../domain/sessions/recent-directories.js'

/**
 * Somebody beside the hub who knows in which folders work was done.
 *
 * Each absolute folder once, the most recent first, no more than `limit`; they may be gone. Knowing nothing and not being
 * there is the same: an empty answer, within some seconds, and never a failure.
 */
export type DirectorySource = (limit: number) => T.Task<ReadonlyArray<RecentDirectory>>

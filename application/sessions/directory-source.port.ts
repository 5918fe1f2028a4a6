import type * as T from 'fp-ts/lib/Task.js'
import type { RecentDirectory } from '../../domain/sessions/recent-directories.js'

/**
 * Source of folders in which work was done, outside the hub.
 *
 * Returns each absolute folder once, the most recent first, at most `limit`. A folder may no longer exist. An absent or
 * empty source returns an empty list. Settles within some seconds and never fails.
 */
export type DirectorySource = (limit: number) => T.Task<ReadonlyArray<RecentDirectory>>

import type { Directory } from '../../domain/shared/brand.js'

/**
 * Reports changes of a repository itself: a commit, a staged file, another branch.
 *
 * Calls `changed` some time after, at least once for any number of changes, from the moment on at which watching has
 * begun; also without a reason. What cannot be watched (no repository, no more watches to be had) is silent: a hint
 * only, and never an error. Returns an unsubscribe function.
 */
export type RepoWatch = (directory: Directory, changed: () => void) => () => void

import type { HeldEntry } from './held-entry.js'

/**
 * Takes something into a trash of the system, itself and not what it leads to. `none`: there is no trash that it could
 * go to. Rejects when a trash did not take it; then it is where it was.
 */
export type SystemTrash = (held: HeldEntry) => Promise<'taken' | 'none'>

import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { UpdateItem } from '../../domain/updates/update-item.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * Finds out which versions are installed and which there are, of one kind of thing.
 *
 * It may start programs and send requests, so it runs on demand and never for a page load. Items that are not installed
 * are left out. An item whose latest version could not be read has none. Settles within a minute.
 */
export interface VersionCollector {
  /** Versions of the programs that this collector covers. */
  readonly collect: TE.TaskEither<Unavailable, ReadonlyArray<UpdateItem>>
}

import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { UpdateItem } from '../../domain/updates/update-item.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * Finds out which versions are installed and which there are, of one kind of thing.
 *
 * It may start programs and ask other machines, so it runs when somebody asks for it and never for a page. What is not
 * installed is left out; what could not be asked for its latest version has none. Settles within a minute.
 */
export interface VersionCollector {
  readonly collect: TE.TaskEither<Unavailable, ReadonlyArray<UpdateItem>>
}

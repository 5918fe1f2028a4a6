import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * A file of the hub's own among the settings that an administrator manages for every user of the machine. Files of the
 * administrator are never touched.
 */
export interface ManagedSettings {
  /** Absolute. */
  readonly file: string
  /** `null` when it is not there. */
  readonly read: TE.TaskEither<Unavailable, string | null>
  /** `Unavailable` without the rights; nothing is changed then. Readable by every user. */
  readonly write: (text: string) => TE.TaskEither<Unavailable, void>
  /** A file that is not there is removed already. */
  readonly remove: TE.TaskEither<Unavailable, void>
}

import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { LimitPoint } from '../../domain/usage/limit-history.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * History of limits, on disk. Its size is limited to some megabytes: when it is full, the older half is dropped. A
 * reader or an interruption meanwhile finds all of it or the newer half. Lines that cannot be read are skipped.
 */
export interface LimitHistory {
  /** Adds points behind all others and answers once they are written. */
  readonly append: (points: ReadonlyArray<LimitPoint>) => TE.TaskEither<Unavailable, void>
  /** Those of this moment and later, in the order they were added; none before the first. */
  readonly since: (from: Instant) => TE.TaskEither<Unavailable, ReadonlyArray<LimitPoint>>
}

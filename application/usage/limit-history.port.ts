import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { LimitPoint } from '../../domain/usage/limit-history.js'
import type { Unavailable } from '../shared/errors.js'

/**
 * What limits were, on disk. It is kept within some megabytes: once full, the older half goes, and whoever reads or stops
 * meanwhile finds all of it or the newer half. Lines that cannot be read are skipped.
 */
export interface LimitHistory {
  /** Adds points behind all others and answers once they are written. */
  readonly append: (points: ReadonlyArray<LimitPoint>) => TE.TaskEither<Unavailable, void>
  /** Those of this moment and later, in the order they were added; none before the first. */
  readonly since: (from: Instant) => TE.TaskEither<Unavailable, ReadonlyArray<LimitPoint>>
}

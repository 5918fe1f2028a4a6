import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'

/** The newest version of the hub that is published. */
export interface Release {
  /** Without a `v`. */
  readonly version: string
  /** ISO 8601; `null` when the feed does not say. */
  readonly publishedAt: string | null
  readonly url: string | null
  readonly changelogMd: string | null
}

/** Where the hub's releases are published. Settles within 10 s; `null` when there is no such place. */
export interface ReleaseFeed {
  readonly latest: TE.TaskEither<Unavailable, Release | null>
}

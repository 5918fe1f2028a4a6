import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'

/** The newest version of the hub that is published. */
export interface Release {
  /** Without a `v`. */
  readonly version: string
  /** ISO 8601; `null` when the feed does not contain it. */
  readonly publishedAt: string | null
  /** Page of the release. */
  readonly url: string | null
  /** Notes of the release in Markdown. */
  readonly changelogMd: string | null
}

/** Feed of the hub's releases. Settles within 10 s; `null` when no feed is configured. */
export interface ReleaseFeed {
  /** Latest release; `null` when none is published. */
  readonly latest: TE.TaskEither<Unavailable, Release | null>
}

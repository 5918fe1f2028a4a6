import type { Instant } from '../shared/instant.js'
import type { SessionBook } from './known-session.js'

/** A folder that work was done in. */
export interface RecentDirectory {
  readonly directory: string
  /** Where we know it from: `sessions`, `transcripts`, …; without repetition. */
  readonly sources: ReadonlyArray<string>
  readonly lastUsedAt: Instant
}

/** The folders of the book, the newest entry first: all that is live was seen at the same heartbeat. */
export const directoriesOf = (book: SessionBook): ReadonlyArray<RecentDirectory> =>
  book.known
    .toReversed()
    .map((entry) => ({ directory: entry.directory, sources: ['sessions'], lastUsedAt: entry.lastSeenAt }))

/** One entry a folder, with all its sources and its latest use; most recent first. */
export function mergeDirectories(directories: ReadonlyArray<RecentDirectory>): ReadonlyArray<RecentDirectory> {
  const merged = new Map<string, RecentDirectory>()
  for (const one of directories) {
    const other = merged.get(one.directory)
    merged.set(one.directory, {
      directory: one.directory,
      sources: [...new Set([...(other?.sources ?? []), ...one.sources])],
      lastUsedAt: Math.max(other?.lastUsedAt ?? 0, one.lastUsedAt),
    })
  }
  return [...merged.values()].sort((one, other) => other.lastUsedAt - one.lastUsedAt)
}

import type { Instant } from '../shared/instant.js'
import type { SessionRecords } from './session-record.js'

/** Folder of recent work. */
export interface RecentDirectory {
  /** Folder; absolute. */
  readonly directory: string
  /** Sources of the entry: `sessions`, `transcripts`, …; without duplicates. */
  readonly sources: ReadonlyArray<string>
  /** Time of the last use. */
  readonly lastUsedAt: Instant
}

/**
 * Folders of the records, newest first. The order of the records is used because all live sessions share a heartbeat time.
 */
export const directoriesOf = (records: SessionRecords): ReadonlyArray<RecentDirectory> =>
  records.known
    .toReversed()
    .map((entry) => ({ directory: entry.directory, sources: ['sessions'], lastUsedAt: entry.lastSeenAt }))

/** Merges entries of the same folder, with all sources and the latest use; most recent first. */
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

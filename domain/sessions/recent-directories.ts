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

/** Folder that is offered for a new session. */
export interface StartFolder {
  /** Absolute. */
  readonly path: string
  readonly kind: 'project' | 'recent'
  /** Name of the project; `null` for other folders. */
  readonly name: string | null
}

/** Worktrees of cards and those that Claude Code makes. */
const WORKTREE = /\/\.(?:penates-worktrees|claude\/worktrees)\//

export const isWorktree = (path: string): boolean => WORKTREE.test(path)

/** Projects, then folders of recent work that are neither projects nor worktrees. */
export function startFolders(
  projects: ReadonlyArray<{ readonly path: string; readonly displayName: string }>,
  recent: ReadonlyArray<string>,
): ReadonlyArray<StartFolder> {
  const paths = new Set(projects.map(({ path }) => path))
  return [
    ...projects.map(({ path, displayName }) => ({ path, kind: 'project', name: displayName }) as const),
    ...recent
      .filter((path) => !paths.has(path) && !isWorktree(path))
      .map((path) => ({ path, kind: 'recent', name: null }) as const),
  ]
}

/** The folder of the most recent work, else the first project; `null` for none. */
export const suggestedFolder = (folders: ReadonlyArray<StartFolder>): string | null =>
  (folders.find(({ kind }) => kind === 'recent') ?? folders[0])?.path ?? null

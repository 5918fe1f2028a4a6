import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { directoriesOf, mergeDirectories, type RecentDirectory } from '../../domain/sessions/recent-directories.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsPorts } from './ports.js'

export type ListRecentDirectories = (limit: number) => TE.TaskEither<Unavailable, ReadonlyArray<RecentDirectory>>

const MAX_DIRECTORIES = 50
/** Of each source: some of them may be gone. */
const ASKED_FOR = 2 * MAX_DIRECTORIES
/** Time for which the folders of the sources are cached: sources read files or start a program. */
const FRESH_MS = 10_000

/** Folders that still exist, most recent first. `limit` is pulled into 1–50. */
export function makeListRecentDirectories(
  deps: Pick<SessionsPorts, 'record' | 'sources' | 'folders' | 'clock'>,
): ListRecentDirectories {
  const { record, sources, folders, clock } = deps
  let known: { readonly at: Instant; readonly directories: Promise<ReadonlyArray<RecentDirectory>> } | null = null

  const fromOthers: T.Task<ReadonlyArray<RecentDirectory>> = () => {
    if (known === null || clock.now() - known.at >= FRESH_MS) {
      const asked = Promise.all(sources.map((source) => source(ASKED_FOR)())).then((found) => found.flat())
      known = { at: clock.now(), directories: asked }
    }
    return known.directories
  }

  const existing =
    (limit: number) =>
    (directories: ReadonlyArray<RecentDirectory>): T.Task<ReadonlyArray<RecentDirectory>> =>
    async () => {
      const found: RecentDirectory[] = []
      for (const one of directories) {
        if (found.length === limit) break
        const usable = await folders.usable(one.directory)()
        if (usable._tag === 'Right') found.push(one)
      }
      return found
    }
  return (limit) =>
    pipe(
      record.read,
      TE.bindTo('records'),
      TE.bind('others', () => TE.fromTask(fromOthers)),
      TE.map(({ records, others }) => mergeDirectories([...directoriesOf(records), ...others])),
      TE.flatMapTask(existing(Math.min(Math.max(limit, 1), MAX_DIRECTORIES))),
    )
}

import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { directoriesOf, mergeDirectories, type RecentDirectory } from '../../domain/sessions/recent-directories.js'
import type { Unavailable } from '../shared/errors.js'
import type { Folders } from './folders.port.js'
import type { SessionRecord } from './session-record.port.js'

export type ListRecentDirectories = (limit: number) => TE.TaskEither<Unavailable, ReadonlyArray<RecentDirectory>>
export interface ListRecentDirectoriesDeps {
  readonly record: SessionRecord
  readonly folders: Folders
}

const MAX_DIRECTORIES = 50

/** Folders that still exist, most recent first. `limit` is pulled into 1–50. */
export function makeListRecentDirectories({ record, folders }: ListRecentDirectoriesDeps): ListRecentDirectories {
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
      TE.map((book) => mergeDirectories(directoriesOf(book))),
      TE.flatMapTask(existing(Math.min(Math.max(limit, 1), MAX_DIRECTORIES))),
    )
}

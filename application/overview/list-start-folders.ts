import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { startFolders, suggestedFolder, type StartFolder } from '../../domain/sessions/recent-directories.js'
import type { BrowsedPlace } from '../files/browse-folders.js'
import type { FilesFeature } from '../files/files-feature.js'
import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Unavailable } from '../shared/errors.js'

export interface StartFolders {
  readonly folders: ReadonlyArray<StartFolder>
  /** Absolute. */
  readonly suggested: string
  /** The wanted folder, or the suggested one; `null` when it cannot be browsed. */
  readonly chosen: Pick<BrowsedPlace, 'path' | 'isRepository'> | null
}

/** Lists the folders that a session may start in. `wanted` is one as a person types it; empty for the suggested one. */
export type ListStartFolders = (wanted: string) => TE.TaskEither<Unavailable, StartFolders>
export interface ListStartFoldersDeps {
  readonly projects: Pick<ProjectsFeature, 'listProjects'>
  readonly sessions: Pick<SessionsFeature, 'listRecentDirectories'>
  readonly files: Pick<FilesFeature, 'browseFolders'>
  readonly home: string
}

const MAX_RECENT = 20

export function makeListStartFolders({ projects, sessions, files, home }: ListStartFoldersDeps): ListStartFolders {
  return (wanted) =>
    pipe(
      TE.Do,
      TE.apS('projects', projects.listProjects),
      TE.apS('recent', sessions.listRecentDirectories(MAX_RECENT)),
      TE.map(({ projects, recent }) =>
        startFolders(
          projects.map(({ project }) => project),
          recent.map(({ directory }) => directory),
        ),
      ),
      TE.flatMapTask((folders) => {
        const suggested = suggestedFolder(folders) ?? home
        return pipe(
          files.browseFolders(wanted === '' ? suggested : wanted, false),
          TE.match(
            () => null,
            (chosen) => chosen,
          ),
          T.map((chosen) => ({ folders, suggested, chosen })),
        )
      }),
    )
}

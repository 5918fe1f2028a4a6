import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { DiscoverProjects } from './discover-projects.js'

/** Ids of the registered projects. Looks for new folders first when the wanted project is not registered. */
export type ReadProjectIds = (wanted: ProjectId) => TE.TaskEither<Unavailable, ReadonlySet<ProjectId>>

export function makeReadProjectIds({
  projectStore,
  discoverProjects,
}: {
  readonly projectStore: ProjectStore
  readonly discoverProjects: DiscoverProjects
}): ReadProjectIds {
  const ids = pipe(
    projectStore.read,
    TE.map(({ projects }): ReadonlySet<ProjectId> => new Set(projects.map(({ id }) => id))),
  )
  return (wanted) =>
    pipe(
      ids,
      TE.flatMap((known) =>
        known.has(wanted)
          ? TE.right(known)
          : pipe(
              TE.fromTask(discoverProjects),
              TE.flatMap(() => ids),
            ),
      ),
    )
}

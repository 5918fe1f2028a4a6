import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidProject, ProjectNotFound } from '../../domain/projects/errors.js'
import { changeEntry, type ProjectChange } from '../../domain/projects/registry.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectDetail } from './read-project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { ProjectsSteps } from './ports.js'

export type ChangeProjectError = InvalidProject | ProjectNotFound | Unavailable
export type ChangeProject = (
  id: ProjectId,
  wanted: ProjectChange,
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<ChangeProjectError, ProjectDetail>

/** Pins, renames or moves a project in the list. The id does not change. Published like a changed plan. */
export function makeChangeProject(
  deps: Pick<ProjectsSteps, 'projectStore' | 'readProject' | 'projectEvents'>,
): ChangeProject {
  const { projectStore, readProject, projectEvents } = deps
  return (id, wanted, origin) =>
    pipe(
      projectStore.update((registry) => changeEntry(registry, id, wanted)),
      TE.tapIO(() => () => {
        if (origin !== null) projectEvents.tell(id, origin)
      }),
      TE.flatMap((): TE.TaskEither<ChangeProjectError, ProjectDetail> => readProject(id)),
    )
}

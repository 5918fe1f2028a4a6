import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import { forgetEntry } from '../../domain/projects/registry.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { ProjectsSteps } from './ports.js'

export type ForgetProjectError = ProjectNotFound | Unavailable
export type ForgetProject = (id: ProjectId, origin: string | null) => TE.TaskEither<ForgetProjectError, void>

/** Drops a project from the registry, and keeps discovery from bringing it back. Touches no file. */
export function makeForgetProject(
  deps: Pick<ProjectsSteps, 'projectStore' | 'watchPlans' | 'projectEvents'>,
): ForgetProject {
  const { projectStore, watchPlans, projectEvents } = deps
  return (id, origin) =>
    pipe(
      projectStore.update((registry) => forgetEntry(registry, id)),
      TE.map(({ projects }) => {
        watchPlans.follow(projects)
        if (origin !== null) projectEvents.tell(id, origin)
      }),
    )
}

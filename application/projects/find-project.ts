import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { projectNotFound, type ProjectNotFound } from '../../domain/projects/errors.js'
import type { Project } from '../../domain/projects/project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectsPorts } from './ports.js'

export type FindProjectError = ProjectNotFound | Unavailable
export type FindProject = (id: ProjectId) => TE.TaskEither<FindProjectError, Project>

/** Looks up a project in the registry. Does not check that its folder exists. */
export function makeFindProject({ projectStore }: Pick<ProjectsPorts, 'projectStore'>): FindProject {
  return (id) =>
    pipe(
      projectStore.read,
      TE.flatMapNullable(
        ({ projects }) => projects.find((project) => project.id === id),
        (): FindProjectError => projectNotFound(id),
      ),
    )
}

import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Project } from '../../domain/projects/project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { FindProject, FindProjectError } from './find-project.js'
import type { PlanReading, ReadPlan } from './read-plan.js'

/** A project with what its plan document says; `null` when it has none. */
export interface ProjectDetail {
  /** Registered project. */
  readonly project: Project
  /** Plan of the project; `null` without a readable plan document. */
  readonly reading: PlanReading | null
}

export type ReadProject = (id: ProjectId) => TE.TaskEither<FindProjectError, ProjectDetail>
export interface ReadProjectDeps {
  readonly findProject: FindProject
  readonly readPlan: ReadPlan
}

/** A project with its whole plan. */
export function makeReadProject({ findProject, readPlan }: ReadProjectDeps): ReadProject {
  return (id) =>
    pipe(
      TE.Do,
      TE.bind('project', () => findProject(id)),
      TE.bindW('reading', ({ project }) => readPlan(project.path)),
    )
}

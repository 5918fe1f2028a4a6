import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Project } from '../../domain/projects/project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { FindProjectError } from './find-project.js'
import type { PlanReading } from './read-plan.js'
import type { ProjectsSteps } from './ports.js'

/** A project with what its plan document says; `null` when it has none. */
export interface ProjectDetail {
  /** Registered project. */
  readonly project: Project
  /** Plan of the project; `null` without a readable plan document. */
  readonly reading: PlanReading | null
  /** Branch of the project's own checkout; `null` without one. */
  readonly branch: string | null
}

export type ReadProject = (id: ProjectId) => TE.TaskEither<FindProjectError, ProjectDetail>

/** A project with its whole plan. */
export function makeReadProject(deps: Pick<ProjectsSteps, 'findProject' | 'readPlan' | 'projectFolders'>): ReadProject {
  const { findProject, readPlan, projectFolders } = deps
  return (id) =>
    pipe(
      TE.Do,
      TE.bind('project', () => findProject(id)),
      TE.bindW('reading', ({ project }) => readPlan(project.path)),
      TE.bindW('branch', ({ project }) => projectFolders.branch(project.path)),
    )
}

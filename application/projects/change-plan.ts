import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { projectNotFound, type InvalidPlanEdit, type ProjectNotFound } from '../../domain/projects/errors.js'
import { parsePlanAction, parseSeen } from '../../domain/projects/plan-action.js'
import { editPlan, type EditPlanError } from '../../domain/projects/plan-edit.js'
import type { Unavailable } from '../shared/errors.js'
import { readingOf } from './read-plan.js'
import type { ProjectDetail } from './read-project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { ProjectsSteps } from './ports.js'

export type ChangePlanError = EditPlanError | InvalidPlanEdit | ProjectNotFound | Unavailable
export type ChangePlan = (
  id: ProjectId,
  raw: Readonly<Record<string, unknown>>,
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<ChangePlanError, ProjectDetail>

/**
 * Changes one thing in a plan document, and answers with the plan right after that. Other clients hear of it when the one
 * that asks has a name by which it knows the event for its own.
 */
export function makeChangePlan(
  deps: Pick<ProjectsSteps, 'findProject' | 'planDocument' | 'projectFolders' | 'projectEvents'>,
): ChangePlan {
  const { findProject, planDocument, projectFolders, projectEvents } = deps
  return (id, raw, origin) =>
    pipe(
      TE.Do,
      TE.bind('project', () => findProject(id)),
      TE.bindW('action', () => TE.fromEither(parsePlanAction(raw))),
      TE.bindW('seen', () => TE.fromEither(parseSeen(raw))),
      TE.bindW('file', ({ project, action, seen }) =>
        planDocument.change(project.path, (document): E.Either<EditPlanError | ProjectNotFound, string> =>
          document === null ? E.left(projectNotFound(id)) : editPlan(document, action, seen),
        ),
      ),
      TE.bindW('branch', ({ project }) => projectFolders.branch(project.path)),
      TE.map(({ project, file, branch }) => {
        if (origin !== null) projectEvents.tell(id, origin)
        return { project, reading: readingOf(file), branch }
      }),
    )
}

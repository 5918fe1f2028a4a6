import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  noReleaseToUndo,
  planChanged,
  projectNotFound,
  type NoReleaseToUndo,
  type PlanChanged,
  type ProjectNotFound,
} from '../../domain/projects/errors.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Unavailable } from '../shared/errors.js'
import { readingOf } from './read-plan.js'
import type { ProjectDetail } from './read-project.js'
import type { ProjectsSteps } from './ports.js'

export type UndoReleaseError = NoReleaseToUndo | PlanChanged | ProjectNotFound | Unavailable
/** Writes the plan document as it was before the last release of the project. */
export type UndoRelease = (
  id: ProjectId,
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<UndoReleaseError, ProjectDetail>
export type UndoReleaseDeps = Pick<
  ProjectsSteps,
  'releasedPlans' | 'findProject' | 'planDocument' | 'projectFolders' | 'projectEvents'
>

/** Undoes a release. Refuses with `PlanChanged` when the document has changed since; a commit of it stays. */
export function makeUndoRelease(deps: UndoReleaseDeps): UndoRelease {
  const { releasedPlans, findProject, planDocument, projectFolders, projectEvents } = deps
  return (id, origin) =>
    pipe(
      TE.Do,
      TE.bind('project', () => findProject(id)),
      TE.bindW('release', () => TE.fromNullable(noReleaseToUndo)(releasedPlans.get(id))),
      TE.bindW('file', ({ project, release }) =>
        planDocument.change(project.path, (document): E.Either<PlanChanged | ProjectNotFound, string> => {
          if (document === null) return E.left(projectNotFound(id))
          return document.rev === release.rev ? E.right(release.text) : E.left(planChanged(document.rev))
        }),
      ),
      TE.bindW('branch', ({ project }) => projectFolders.branch(project.path)),
      TE.map(({ project, file, branch }) => {
        releasedPlans.delete(id)
        if (origin !== null) projectEvents.tell(id, origin)
        return { project, reading: readingOf(file), branch }
      }),
    )
}

import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  projectNotFound,
  noReleaseToUndo,
  planChanged,
  type InvalidPlanEdit,
  type ProjectNotFound,
  type NoReleaseToUndo,
  type PlanChanged,
} from '../../domain/projects/errors.js'
import { parseSeen } from '../../domain/projects/plan-action.js'
import { parseRelease, releasePlan, type ReleasePlanError } from '../../domain/projects/plan-release.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import type { Unavailable } from '../shared/errors.js'
import type { RecentValues } from '../shared/recent-values.js'
import { readingOf } from './plans.js'
import type { ProjectsPorts, ProjectsSteps } from './ports.js'
import type { ProjectDetail } from './read-projects.js'

export type ReleaseProjectError = InvalidPlanEdit | ProjectNotFound | ReleasePlanError | Unavailable
export type ReleaseProject = (
  id: ProjectId,
  raw: Readonly<Record<string, unknown>>,
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<ReleaseProjectError, ProjectDetail>
/** Plan document before a release, and the revision that the release left. */
interface ReleasedPlan {
  readonly text: string
  readonly rev: string
}
/** Last release of each project since the start of the hub, for undo. */
export type ReleasedPlans = RecentValues<ProjectId, ReleasedPlan>

/** Closes a version in the plan document, dated by the clock of this machine. Git is left alone. */
export function makeReleaseProject(
  deps: Pick<ProjectsPorts, 'planDocument' | 'projectFolders' | 'clock'> &
    Pick<ProjectsSteps, 'releasedPlans' | 'findProject' | 'projectEvents'>,
): ReleaseProject {
  const { releasedPlans, findProject, planDocument, projectFolders, projectEvents, clock } = deps
  return (id, raw, origin) => {
    let before = ''
    return pipe(
      TE.Do,
      TE.bind('project', () => findProject(id)),
      TE.bindW('release', () => TE.fromEither(parseRelease(raw))),
      TE.bindW('seen', () => TE.fromEither(parseSeen(raw))),
      TE.bindW('file', ({ project, release, seen }) =>
        planDocument.change(project.path, (document): E.Either<ProjectNotFound | ReleasePlanError, string> => {
          if (document === null) return E.left(projectNotFound(id))
          before = document.text
          return releasePlan(document, release, { docRev: seen.docRev, day: dayIn(clock.timeZone(), clock.now()) })
        }),
      ),
      TE.bindW('branch', ({ project }) => projectFolders.branch(project.path)),
      TE.map(({ project, file, branch }) => {
        releasedPlans.set(id, { text: before, rev: file.rev })
        if (origin !== null) projectEvents.tell(id, origin)
        return { project, reading: readingOf(file), branch }
      }),
    )
  }
}

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

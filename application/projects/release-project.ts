import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { projectNotFound, type InvalidPlanEdit, type ProjectNotFound } from '../../domain/projects/errors.js'
import { parseSeen } from '../../domain/projects/plan-action.js'
import { parseRelease, releasePlan, type ReleasePlanError } from '../../domain/projects/plan-release.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import type { Unavailable } from '../shared/errors.js'
import type { RecentValues } from '../shared/recent-values.js'
import { readingOf } from './read-plan.js'
import type { ProjectDetail } from './read-project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { ProjectsPorts, ProjectsSteps } from './ports.js'

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
  deps: Pick<ProjectsPorts, 'planDocument' | 'projectFolders' | 'clock' | 'timeZone'> &
    Pick<ProjectsSteps, 'releasedPlans' | 'findProject' | 'projectEvents'>,
): ReleaseProject {
  const { releasedPlans, findProject, planDocument, projectFolders, projectEvents, clock, timeZone } = deps
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
          return releasePlan(document, release, { docRev: seen.docRev, day: dayIn(timeZone, clock.now()) })
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

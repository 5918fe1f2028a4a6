import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  nothingToMigrate,
  type NothingToMigrate,
  type PlanChanged,
  type ProjectNotFound,
} from '../../domain/projects/errors.js'
import { migrateIgnoreFile, migrateRoadmap } from '../../domain/projects/plan-migration.js'
import type { PlanItem } from '../../domain/projects/plan.js'
import type { Unavailable } from '../shared/errors.js'
import type { PlanFile } from './plan-document.port.js'
import { readingOf } from './read-plan.js'
import type { ProjectDetail } from './read-project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { ProjectsSteps } from './ports.js'

/** Keeps ideas of a project on the board, once that is on disk; those that it has already are not added again. */
export type KeepIdeas = (
  projectId: ProjectId,
  ideas: ReadonlyArray<PlanItem>,
  origin: string | null,
) => TE.TaskEither<Unavailable, void>

export type MigratePlanError = NothingToMigrate | PlanChanged | ProjectNotFound | Unavailable
export type MigratePlan = (
  id: ProjectId,
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<MigratePlanError, ProjectDetail>

/**
 * Turns the `ROADMAP.md` of a project into `CHANGELOG.md` on request. Ideas of its backlog go to the board first. Files
 * are changed only after the ideas are stored. The former document stays beside the new one.
 */
export function makeMigratePlan(
  deps: Pick<ProjectsSteps, 'findProject' | 'planDocument' | 'projectFolders' | 'keepIdeas' | 'projectEvents'>,
): MigratePlan {
  const { findProject, planDocument, projectFolders, keepIdeas, projectEvents } = deps
  const isRoadmap = (file: PlanFile | null): file is PlanFile => file?.name === 'ROADMAP.md'
  return (id, origin) =>
    pipe(
      TE.Do,
      TE.bind('project', () => findProject(id)),
      TE.bindW('roadmap', ({ project }) =>
        pipe(
          planDocument.read(project.path),
          TE.filterOrElseW(isRoadmap, () => nothingToMigrate),
        ),
      ),
      TE.bindW('migration', ({ roadmap }) => TE.fromEither(migrateRoadmap(roadmap.text))),
      TE.tap(({ migration }) => keepIdeas(id, migration.ideas, origin)),
      TE.bindW('file', ({ project, roadmap, migration }) =>
        planDocument.promote(project.path, { rev: roadmap.rev, text: migration.text, ignoring: migrateIgnoreFile }),
      ),
      TE.bindW('branch', ({ project }) => projectFolders.branch(project.path)),
      TE.map(({ project, file, branch }) => {
        if (origin !== null) projectEvents.tell(id, origin)
        return { project, reading: readingOf(file), branch }
      }),
    )
}

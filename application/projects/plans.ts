import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  projectNotFound,
  nothingToMigrate,
  type InvalidPlanEdit,
  type ProjectNotFound,
  type NothingToMigrate,
  type PlanChanged,
} from '../../domain/projects/errors.js'
import { parsePlanAction, parseSeen } from '../../domain/projects/plan-action.js'
import { editPlan, type EditPlanError } from '../../domain/projects/plan-edit.js'
import { migrateIgnoreFile, migrateRoadmap } from '../../domain/projects/plan-migration.js'
import { parsePlan, type PlanItem } from '../../domain/projects/plan.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Project } from '../../domain/projects/project.js'
import type { Unavailable } from '../shared/errors.js'
import type { PlanFile } from './plan-document.port.js'
import type { ProjectsPorts, ProjectsSteps } from './ports.js'
import type { PlanReading, ProjectDetail } from './read-projects.js'

/** `null` where there is no plan document. */
export type ReadPlan = (folder: string) => TE.TaskEither<Unavailable, PlanReading | null>

/** Plans of so many folders are remembered; the one that was read longest ago goes first. */
const REMEMBERED = 1_000

export const readingOf = ({ name, rev, mtimeMs, text }: PlanFile): PlanReading => ({
  name,
  rev,
  mtimeMs,
  plan: parsePlan(text),
})

/** Reads plans; one whose document was not touched since is not read again. */
export function makeReadPlan({ planDocument }: Pick<ProjectsPorts, 'planDocument'>): ReadPlan {
  const remembered = new Map<string, { readonly stamp: string; readonly reading: PlanReading }>()

  const remember = (folder: string, stamp: string, reading: PlanReading): void => {
    remembered.delete(folder)
    remembered.set(folder, { stamp, reading })
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }

  /** Of a document that changes between the two steps, the new text is remembered under the old stamp: read again soon. */
  const readAnew = (folder: string, stamp: string): TE.TaskEither<Unavailable, PlanReading | null> =>
    pipe(
      planDocument.read(folder),
      TE.map((file) => (file === null ? null : readingOf(file))),
      TE.tapIO((reading) => () => {
        if (reading !== null) remember(folder, stamp, reading)
      }),
    )

  return (folder) =>
    pipe(
      planDocument.look(folder),
      TE.flatMap((stamp): TE.TaskEither<Unavailable, PlanReading | null> => {
        if (stamp === null) return TE.right(null)
        const known = remembered.get(folder)
        return known?.stamp === stamp ? TE.right(known.reading) : readAnew(folder, stamp)
      }),
    )
}

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

/** Watches the plan documents of all projects there are. */
export interface WatchPlans {
  /** Watches these projects and no others. */
  readonly follow: (projects: ReadonlyArray<Project>) => void
  readonly stop: () => void
}

/** Publishes changes that other processes make. */
export function makeWatchPlans(deps: Pick<ProjectsSteps, 'planDocument' | 'projectEvents'>): WatchPlans {
  const { planDocument, projectEvents } = deps
  const watched = new Map<string, { readonly path: string; readonly stop: () => void }>()
  const drop = (id: ProjectId): void => {
    watched.get(id)?.stop()
    watched.delete(id)
  }

  return {
    follow: (projects) => {
      const wanted = new Map(projects.map(({ id, path }) => [id, path]))
      for (const [id, { path }] of [...watched]) if (wanted.get(id) !== path) drop(id)
      for (const [id, path] of wanted) {
        if (watched.has(id)) continue
        const stop = planDocument.watch(path, () => {
          projectEvents.tell(id, null)
        })
        watched.set(id, { path, stop })
      }
    },
    stop: () => {
      for (const id of [...watched.keys()]) drop(id)
    },
  }
}

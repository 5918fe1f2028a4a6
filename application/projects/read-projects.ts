import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { projectNotFound, type ProjectNotFound } from '../../domain/projects/errors.js'
import { type Plan, matchesIn, type PlanMatch } from '../../domain/projects/plan.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Project } from '../../domain/projects/project.js'
import type { Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { DiscoverProjects } from './discover-projects.js'
import type { PlanFile } from './plan-document.port.js'
import type { ProjectsPorts, ProjectsSteps } from './ports.js'

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

/** Content of a plan document, with the document's name and revision. */
export interface PlanReading {
  readonly name: PlanFile['name']
  /** Revision of the text, for a change that must not overwrite another. */
  readonly rev: string
  /** Time of the last change: milliseconds since the epoch. */
  readonly mtimeMs: number
  /** Sections and items of the plan. */
  readonly plan: Plan
}

/** A project with what its plan document says; `null` when it has none. */
export interface ProjectDetail {
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

/** Ids of the registered projects. Looks for new folders first when the wanted project is not registered. */
export type ReadProjectIds = (wanted: ProjectId) => TE.TaskEither<Unavailable, ReadonlySet<ProjectId>>

export function makeReadProjectIds({
  projectStore,
  discoverProjects,
}: {
  readonly projectStore: ProjectStore
  readonly discoverProjects: DiscoverProjects
}): ReadProjectIds {
  const ids = pipe(
    projectStore.read,
    TE.map(({ projects }): ReadonlySet<ProjectId> => new Set(projects.map(({ id }) => id))),
  )
  return (wanted) =>
    pipe(
      ids,
      TE.flatMap((known) =>
        known.has(wanted)
          ? TE.right(known)
          : pipe(
              TE.fromTask(discoverProjects),
              TE.flatMap(() => ids),
            ),
      ),
    )
}

/** Lists the registered projects with a summary of their plans. */
export type ListProjects = TE.TaskEither<Unavailable, ReadonlyArray<ProjectDetail>>

const READ_AT_ONCE = 8

/** All projects whose folder is there, in the order of the registry; one whose plan cannot be read counts as without. */
export function makeListProjects(
  deps: Pick<ProjectsSteps, 'discoverProjects' | 'projectStore' | 'projectFolders' | 'readPlan'>,
): ListProjects {
  const { discoverProjects, projectStore, projectFolders, readPlan } = deps

  const detail = (project: Project) => async (): Promise<ReadonlyArray<ProjectDetail>> => {
    const real = await projectFolders.real(project.path)()
    if (E.isLeft(real) || real.right === null) return []
    const [reading, branch] = await Promise.all([
      readPlan(project.path)(),
      pipe(projectFolders.branch(project.path), TE.toUnion)(),
    ])
    return [{ project, reading: E.isRight(reading) ? reading.right : null, branch }]
  }

  return pipe(
    TE.fromTask(discoverProjects),
    TE.flatMap(() => projectStore.read),
    TE.flatMapTask(({ projects }) => inBatches(READ_AT_ONCE, detail)(projects)),
    TE.map((found) => found.flat()),
  )
}

/** An item that was found, with the project whose plan has it. */
export interface ProjectMatch extends PlanMatch {
  readonly project: Project
}

/** Searches the plans of all projects. */
export type SearchProjects = (
  words: string,
  limit: number,
) => TE.TaskEither<Unavailable, { readonly matches: ReadonlyArray<ProjectMatch>; readonly truncated: boolean }>

/** Looks through the items of all plans that can be read; no words, no matches. */
export function makeSearchProjects({ listProjects }: Pick<ProjectsSteps, 'listProjects'>): SearchProjects {
  return (words, limit) =>
    words.trim() === ''
      ? TE.right({ matches: [], truncated: false })
      : pipe(
          listProjects,
          TE.map((projects) => {
            const matches = projects.flatMap(({ project, reading }) =>
              reading === null ? [] : matchesIn(reading.plan, words).map((match) => ({ ...match, project })),
            )
            return { matches: matches.slice(0, limit), truncated: matches.length > limit }
          }),
        )
}

import {
  makeChangePlan,
  makeMigratePlan,
  makeReadPlan,
  makeWatchPlans,
  type ChangePlan,
  type MigratePlan,
} from './plans.js'
import {
  makeChangeProject,
  makeCreateProject,
  makeForgetProject,
  makeProjectEvents,
  type ChangeProject,
  type CreateProject,
  type ForgetProject,
  type ProjectEvents,
} from './change-projects.js'
import { makeDiscoverProjects, type DiscoverProjects } from './discover-projects.js'
import {
  makeFindProject,
  makeListProjects,
  makeReadProjectIds,
  makeReadProject,
  makeSearchProjects,
  type FindProject,
  type ListProjects,
  type ReadProjectIds,
  type ReadProject,
  type SearchProjects,
} from './read-projects.js'
import {
  makeReleaseProject,
  makeUndoRelease,
  type ReleasedPlans,
  type ReleaseProject,
  type UndoRelease,
} from './release-project.js'
import type { Job } from '../shared/job.js'
import { makeRecentValues } from '../shared/recent-values.js'
import type { ProjectsPorts } from './ports.js'

/** Number of projects whose last release can be undone. A document has up to 1 MiB. */
const MAX_RELEASED = 20

/** Registered projects and their plan documents. */
export interface ProjectsFeature {
  readonly findProject: FindProject
  readonly readProjectIds: ReadProjectIds
  readonly listProjects: ListProjects
  readonly searchProjects: SearchProjects
  readonly readProject: ReadProject
  readonly createProject: CreateProject
  readonly changeProject: ChangeProject
  readonly forgetProject: ForgetProject
  readonly discoverProjects: DiscoverProjects
  readonly changePlan: ChangePlan
  readonly migratePlan: MigratePlan
  readonly releaseProject: ReleaseProject
  readonly undoRelease: UndoRelease
  readonly projectEvents: ProjectEvents
  readonly jobs: ReadonlyArray<Job>
}

export function makeProjects(deps: ProjectsPorts): ProjectsFeature {
  const projectEvents = makeProjectEvents()
  const watchPlans = makeWatchPlans({ ...deps, projectEvents })
  const findProject = makeFindProject(deps)
  const readPlan = makeReadPlan(deps)
  const readProject = makeReadProject({ ...deps, findProject, readPlan })
  const discoverProjects = makeDiscoverProjects({ ...deps, watchPlans })
  const listProjects = makeListProjects({ ...deps, discoverProjects, readPlan })
  const releasedPlans: ReleasedPlans = makeRecentValues(MAX_RELEASED)
  const shared = { ...deps, projectEvents, watchPlans, findProject, readProject, releasedPlans }
  return {
    findProject,
    readProjectIds: makeReadProjectIds({ ...deps, discoverProjects }),
    listProjects,
    searchProjects: makeSearchProjects({ listProjects }),
    readProject,
    createProject: makeCreateProject(shared),
    changeProject: makeChangeProject(shared),
    forgetProject: makeForgetProject(shared),
    discoverProjects,
    changePlan: makeChangePlan(shared),
    migratePlan: makeMigratePlan(shared),
    releaseProject: makeReleaseProject(shared),
    undoRelease: makeUndoRelease(shared),
    projectEvents,
    jobs: [{ name: 'plan watch', start: () => watchPlans.stop }],
  }
}

import { makeChangePlan, type ChangePlan } from './change-plan.js'
import { makeChangeProject, type ChangeProject } from './change-project.js'
import { makeCreateProject, type CreateProject } from './create-project.js'
import { makeDiscoverProjects, type DiscoverProjects } from './discover-projects.js'
import { makeFindProject, type FindProject } from './find-project.js'
import { makeForgetProject, type ForgetProject } from './forget-project.js'
import { makeListProjects, type ListProjects } from './list-projects.js'
import { makeMigratePlan, type MigratePlan } from './migrate-plan.js'
import { makeProjectEvents, type ProjectEvents } from './project-events.js'
import { makeReadPlan } from './read-plan.js'
import { makeReadProjectIds, type ReadProjectIds } from './read-project-ids.js'
import { makeReadProject, type ReadProject } from './read-project.js'
import { makeReleaseProject, type ReleasedPlans, type ReleaseProject } from './release-project.js'
import { makeUndoRelease, type UndoRelease } from './undo-release.js'
import { makeSearchProjects, type SearchProjects } from './search-projects.js'
import { makeWatchPlans } from './watch-plans.js'
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

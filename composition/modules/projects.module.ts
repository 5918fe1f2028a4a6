import { ContainerModule } from 'inversify'
import { makeChangePlan } from '../../application/projects/change-plan.js'
import { makeChangeProject } from '../../application/projects/change-project.js'
import { makeCreateProject } from '../../application/projects/create-project.js'
import { makeDiscoverProjects } from '../../application/projects/discover-projects.js'
import { makeFindProject } from '../../application/projects/find-project.js'
import { makeForgetProject } from '../../application/projects/forget-project.js'
import { makeListProjects } from '../../application/projects/list-projects.js'
import { makeMigratePlan } from '../../application/projects/migrate-plan.js'
import { makeProjectEvents } from '../../application/projects/project-events.js'
import { makeReadPlan } from '../../application/projects/read-plan.js'
import { makeReadProject } from '../../application/projects/read-project.js'
import { makeReleaseProject } from '../../application/projects/release-project.js'
import { makeSearchProjects } from '../../application/projects/search-projects.js'
import { makeWatchPlans } from '../../application/projects/watch-plans.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, projectStore, projectFolders, planDocument, findProject, readPlan } = T
const { projectEvents, watchPlans, discoverProjects, listProjects, readProject } = T

export const projectsModule = new ContainerModule((options) => {
  provide(options, projectEvents, makeProjectEvents, {})
  provide(options, watchPlans, makeWatchPlans, { planDocument, projectEvents })
  provide(options, findProject, makeFindProject, { projectStore })
  provide(options, readPlan, makeReadPlan, { planDocument })
  provide(options, readProject, makeReadProject, { findProject, readPlan })
  provide(options, discoverProjects, makeDiscoverProjects, {
    projectStore,
    projectFolders,
    watchPlans,
    clock,
    log,
    projectRoots: T.projectRoots,
  })
  provide(options, listProjects, makeListProjects, { discoverProjects, projectStore, projectFolders, readPlan })
  provide(options, T.searchProjects, makeSearchProjects, { listProjects })
  provide(options, T.createProject, makeCreateProject, {
    projectStore,
    projectFolders,
    planDocument,
    watchPlans,
    projectEvents,
    clock,
  })
  provide(options, T.changeProject, makeChangeProject, { projectStore, readProject, projectEvents })
  provide(options, T.forgetProject, makeForgetProject, { projectStore, watchPlans, projectEvents })
  provide(options, T.changePlan, makeChangePlan, { findProject, planDocument, projectEvents })
  provide(options, T.migratePlan, makeMigratePlan, {
    findProject,
    planDocument,
    projectEvents,
    keepIdeas: T.keepIdeas,
  })
  provide(options, T.releaseProject, makeReleaseProject, {
    findProject,
    planDocument,
    projectEvents,
    clock,
    timeZone: T.timeZone,
  })
})

import { ContainerModule } from 'inversify'
import { makeProjects, type ProjectsFeature } from '../../application/projects/projects-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, projectStore, projectFolders, planDocument, keepIdeas, projectRoots, timeZone } = T

export const projectsModule = new ContainerModule((options) => {
  provide(options, T.projects, makeProjects, {
    projectStore,
    projectFolders,
    planDocument,
    keepIdeas,
    clock,
    log,
    projectRoots,
    timeZone,
  })
  provide(options, T.findProject, ({ projects }: { projects: ProjectsFeature }) => projects.findProject, {
    projects: T.projects,
  })
})

import type { Clock } from '../shared/clock.port.js'
import type { Log } from '../shared/log.port.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { DiscoverProjects } from './discover-projects.js'
import type { FindProject, ListProjects, ReadProject } from './read-projects.js'
import type { KeepIdeas, ReadPlan, WatchPlans } from './plans.js'
import type { PlanDocument } from './plan-document.port.js'
import type { ProjectEvents } from './change-projects.js'
import type { ProjectFolders } from './project-folders.port.js'
import type { ReleasedPlans } from './release-project.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface ProjectsPorts {
  readonly projectStore: ProjectStore
  readonly projectFolders: ProjectFolders
  readonly planDocument: PlanDocument
  readonly keepIdeas: KeepIdeas
  readonly clock: Clock
  readonly log: Log
  /** Folders whose subfolders are offered as projects. */
  readonly projectRoots: ReadonlyArray<string>
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface ProjectsSteps extends ProjectsPorts {
  readonly findProject: FindProject
  readonly readPlan: ReadPlan
  readonly projectEvents: ProjectEvents
  readonly readProject: ReadProject
  readonly watchPlans: WatchPlans
  readonly discoverProjects: DiscoverProjects
  readonly releasedPlans: ReleasedPlans
  readonly listProjects: ListProjects
}

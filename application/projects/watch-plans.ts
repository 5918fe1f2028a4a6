import type { Project } from '../../domain/projects/project.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { ProjectsSteps } from './ports.js'

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

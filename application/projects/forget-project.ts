import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import { forgetEntry } from '../../domain/projects/registry.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectEvents } from './project-events.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { WatchPlans } from './watch-plans.js'
import type { ProjectId } from '../../domain/projects/project-id.js'

export type ForgetProjectError = ProjectNotFound | Unavailable
export type ForgetProject = (id: ProjectId, origin: string | null) => TE.TaskEither<ForgetProjectError, void>
export interface ForgetProjectDeps {
  readonly projectStore: ProjectStore
  readonly watchPlans: WatchPlans
  readonly projectEvents: ProjectEvents
}

/** Drops a project from the registry, and keeps discovery from bringing it back. Touches no file. */
export function makeForgetProject({ projectStore, watchPlans, projectEvents }: ForgetProjectDeps): ForgetProject {
  return (id, origin) =>
    pipe(
      projectStore.update((registry) => forgetEntry(registry, id)),
      TE.map(({ projects }) => {
        watchPlans.follow(projects)
        if (origin !== null) projectEvents.tell(id, origin)
      }),
    )
}

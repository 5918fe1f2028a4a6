import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidProject, ProjectNotFound } from '../../domain/projects/errors.js'
import { changeEntry, type ProjectChange } from '../../domain/projects/registry.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectStore } from './project-store.port.js'
import type { ProjectDetail, ReadProject } from './read-project.js'

export type ChangeProjectError = InvalidProject | ProjectNotFound | Unavailable
export type ChangeProject = (id: string, wanted: ProjectChange) => TE.TaskEither<ChangeProjectError, ProjectDetail>
export interface ChangeProjectDeps {
  readonly projectStore: ProjectStore
  readonly readProject: ReadProject
}

/** Pins, renames or moves a project in the list. The id stays what it is. */
export function makeChangeProject({ projectStore, readProject }: ChangeProjectDeps): ChangeProject {
  return (id, wanted) =>
    pipe(
      projectStore.update((book) => changeEntry(book, id, wanted)),
      TE.flatMap((): TE.TaskEither<ChangeProjectError, ProjectDetail> => readProject(id)),
    )
}

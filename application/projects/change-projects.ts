import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  projectPathMissing,
  type InvalidProject,
  type PathOutsideRoots,
  type ProjectPathMissing,
  type ProjectPathTaken,
  type ProjectNotFound,
} from '../../domain/projects/errors.js'
import { planTemplate } from '../../domain/projects/plan-template.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import { parseDisplayName, type Project, type ProjectRegistry } from '../../domain/projects/project.js'
import { registerFolder, changeEntry, forgetEntry, type ProjectChange } from '../../domain/projects/registry.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import type { Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import { makeListeners } from '../shared/listeners.js'
import type { ProjectsPorts, ProjectsSteps } from './ports.js'
import type { ProjectDetail } from './read-projects.js'

/** The plan document of a project came, went or changed. */
export interface ProjectEvent {
  readonly id: ProjectId
  /** Counts up for each project from 1, since the hub was started. */
  readonly seq: number
  /** The client that caused it, if it said who it is. */
  readonly origin: string | null
}

/** Carries changes of projects to all who listen right now; nothing is kept for later. */
export interface ProjectEvents {
  readonly tell: (id: ProjectId, origin: string | null) => void
  /** Returns an unsubscribe function. */
  readonly subscribe: (listener: (event: ProjectEvent) => void) => () => void
}

export function makeProjectEvents(): ProjectEvents {
  const listeners = makeListeners<ProjectEvent>('project events')
  const last = new Map<string, number>()
  return {
    tell: (id, origin) => {
      const seq = (last.get(id) ?? 0) + 1
      last.set(id, seq)
      listeners.tell({ id, seq, origin })
    },
    subscribe: listeners.add,
  }
}

/** Failure of a registration; the registry is as before. */
export type CreateProjectError = InvalidProject | PathOutsideRoots | ProjectPathMissing | ProjectPathTaken | Unavailable
/** Registers an existing folder as a project. */
export type CreateProject = (
  raw: { readonly displayName: unknown; readonly path: unknown },
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<CreateProjectError, Project>

const FOLDERS_AT_ONCE = 8

/** Registers a folder, also one that was forgotten. A plan document that is there stays as it is, else a template is written. */
export function makeCreateProject(
  deps: Pick<ProjectsPorts, 'projectStore' | 'projectFolders' | 'planDocument' | 'clock'> &
    Pick<ProjectsSteps, 'watchPlans' | 'projectEvents'>,
): CreateProject {
  const { projectStore, projectFolders, planDocument, watchPlans, projectEvents, clock } = deps

  /** Real path of every path in the registry. */
  const realPaths = ({ projects, hidden }: ProjectRegistry): TE.TaskEither<never, ReadonlyMap<string, string>> =>
    pipe(
      TE.fromTask(
        inBatches(FOLDERS_AT_ONCE, (path: string) =>
          pipe(
            projectFolders.real(path),
            TE.map((real): readonly [string, string] => [path, real ?? path]),
          ),
        )([...projects.map(({ path }) => path), ...hidden]),
      ),
      TE.map((pairs) => new Map(pairs.flatMap((pair) => (E.isRight(pair) ? [pair.right] : [])))),
    )

  return ({ displayName, path }, origin) =>
    pipe(
      TE.Do,
      TE.bindW('named', () =>
        typeof path === 'string' && path.trim() !== '' ? TE.right(path) : TE.left(projectPathMissing),
      ),
      TE.bindW('displayName', () => TE.fromEither(parseDisplayName(displayName))),
      TE.bindW('folder', ({ named }) => projectFolders.locate(named)),
      TE.bindW('others', () => pipe(projectStore.read, TE.flatMap(realPaths))),
      // Checked before anything is written, and again when it is recorded: another request may register the folder
      // meanwhile.
      TE.tap(({ others, ...wanted }) =>
        pipe(
          projectStore.read,
          TE.flatMapEither((registry): E.Either<CreateProjectError, ProjectRegistry> =>
            registerFolder(registry, wanted, others),
          ),
        ),
      ),
      TE.tap((wanted) =>
        planDocument.change<never>(wanted.folder.path, (document) =>
          E.right(document?.text ?? planTemplate(wanted.displayName, dayIn('UTC', clock.now()))),
        ),
      ),
      TE.bindW('registry', ({ others, ...wanted }) =>
        projectStore.update((registry) => registerFolder(registry, wanted, others)),
      ),
      TE.flatMap(({ registry, folder }): TE.TaskEither<CreateProjectError, Project> => {
        watchPlans.follow(registry.projects)
        const created = registry.projects.find((project) => project.path === folder.path)
        if (created === undefined) throw new Error('a project that was registered is not in the registry')
        if (origin !== null) projectEvents.tell(created.id, origin)
        return TE.right(created)
      }),
    )
}

export type ChangeProjectError = InvalidProject | ProjectNotFound | Unavailable
export type ChangeProject = (
  id: ProjectId,
  wanted: ProjectChange,
  /** The client that asks, if it said who it is. */
  origin: string | null,
) => TE.TaskEither<ChangeProjectError, ProjectDetail>

/** Pins, renames or moves a project in the list. The id does not change. Published like a changed plan. */
export function makeChangeProject(
  deps: Pick<ProjectsSteps, 'projectStore' | 'readProject' | 'projectEvents'>,
): ChangeProject {
  const { projectStore, readProject, projectEvents } = deps
  return (id, wanted, origin) =>
    pipe(
      projectStore.update((registry) => changeEntry(registry, id, wanted)),
      TE.tapIO(() => () => {
        if (origin !== null) projectEvents.tell(id, origin)
      }),
      TE.flatMap((): TE.TaskEither<ChangeProjectError, ProjectDetail> => readProject(id)),
    )
}

export type ForgetProjectError = ProjectNotFound | Unavailable
export type ForgetProject = (id: ProjectId, origin: string | null) => TE.TaskEither<ForgetProjectError, void>

/** Drops a project from the registry, and keeps discovery from bringing it back. Touches no file. */
export function makeForgetProject(
  deps: Pick<ProjectsSteps, 'projectStore' | 'watchPlans' | 'projectEvents'>,
): ForgetProject {
  const { projectStore, watchPlans, projectEvents } = deps
  return (id, origin) =>
    pipe(
      projectStore.update((registry) => forgetEntry(registry, id)),
      TE.map(({ projects }) => {
        watchPlans.follow(projects)
        if (origin !== null) projectEvents.tell(id, origin)
      }),
    )
}

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  projectPathMissing,
  type InvalidProject,
  type PathOutsideRoots,
  type ProjectPathMissing,
  type ProjectPathTaken,
} from '../../domain/projects/errors.js'
import { planTemplate } from '../../domain/projects/plan-template.js'
import { parseDisplayName, type Project, type ProjectRegistry } from '../../domain/projects/project.js'
import { registerFolder } from '../../domain/projects/registry.js'
import { dayIn } from '../../domain/shared/calendar-day.js'
import type { Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import type { ProjectsPorts, ProjectsSteps } from './ports.js'

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

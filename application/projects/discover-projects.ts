import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { discoverFolders, type FoundFolder } from '../../domain/projects/registry.js'
import { faultText, type Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import type { ProjectsSteps } from './ports.js'

/** Looks for projects below the roots, unless that was done a moment ago. Never fails: what goes wrong is logged. */
export type DiscoverProjects = T.Task<void>

/** The list asks on every call; new folders are no more urgent than this. */
const AGAIN_AFTER_MS = 30_000
const FOLDERS_AT_ONCE = 8

/** Every folder directly below a root becomes a project, but for those that were forgotten. All who ask share one run. */
export function makeDiscoverProjects(
  deps: Pick<ProjectsSteps, 'projectStore' | 'projectFolders' | 'watchPlans' | 'clock' | 'log' | 'projectRoots'>,
): DiscoverProjects {
  const { projectStore, projectFolders, watchPlans, clock, log, projectRoots } = deps
  let lastAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  const warn = (root: string | null) => (error: Unavailable) => {
    log.warn('projects could not be looked for', { root, reason: faultText(error) })
  }

  /** A root that cannot be read keeps the others from nothing. */
  const below = (root: string): T.Task<ReadonlyArray<FoundFolder>> =>
    pipe(
      projectFolders.below(root),
      TE.getOrElse((error) => () => {
        warn(root)(error)
        return Promise.resolve<ReadonlyArray<FoundFolder>>([])
      }),
    )

  const look: TE.TaskEither<Unavailable, void> = pipe(
    TE.Do,
    TE.bind('found', () => TE.fromTask(inBatches(1, below)(projectRoots))),
    TE.bind('registry', () => projectStore.read),
    TE.bind('known', ({ registry }) =>
      TE.fromTask(
        inBatches(
          FOLDERS_AT_ONCE,
          projectFolders.real,
        )([...registry.projects.map(({ path }) => path), ...registry.hidden]),
      ),
    ),
    TE.flatMap(({ found, known }) => {
      const paths = new Set(known.flatMap((path) => (E.isRight(path) && path.right !== null ? [path.right] : [])))
      return projectStore.update((registry) => E.right(discoverFolders(registry, found.flat(), paths)))
    }),
    TE.map(({ projects }) => {
      watchPlans.follow(projects)
    }),
  )

  const run = async (): Promise<void> => {
    const looked = await look()
    if (E.isLeft(looked)) warn(null)(looked.left)
    lastAt = clock.now()
    running = null
  }

  return () => {
    if (running === null && Math.abs(clock.now() - lastAt) < AGAIN_AFTER_MS) return Promise.resolve()
    running ??= run()
    return running
  }
}

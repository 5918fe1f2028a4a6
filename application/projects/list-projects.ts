import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as E from 'fp-ts/lib/Either.js'
import type { Project } from '../../domain/projects/project.js'
import type { Unavailable } from '../shared/errors.js'
import { inBatches } from '../shared/in-batches.js'
import type { ProjectDetail } from './read-project.js'
import type { ProjectsSteps } from './ports.js'

/** Lists the registered projects with a summary of their plans. */
export type ListProjects = TE.TaskEither<Unavailable, ReadonlyArray<ProjectDetail>>

const READ_AT_ONCE = 8

/** All projects whose folder is there, in the order of the registry; one whose plan cannot be read counts as without. */
export function makeListProjects(
  deps: Pick<ProjectsSteps, 'discoverProjects' | 'projectStore' | 'projectFolders' | 'readPlan'>,
): ListProjects {
  const { discoverProjects, projectStore, projectFolders, readPlan } = deps

  const detail = (project: Project) => async (): Promise<ReadonlyArray<ProjectDetail>> => {
    const real = await projectFolders.real(project.path)()
    if (E.isLeft(real) || real.right === null) return []
    const [reading, branch] = await Promise.all([
      readPlan(project.path)(),
      pipe(projectFolders.branch(project.path), TE.toUnion)(),
    ])
    return [{ project, reading: E.isRight(reading) ? reading.right : null, branch }]
  }

  return pipe(
    TE.fromTask(discoverProjects),
    TE.flatMap(() => projectStore.read),
    TE.flatMapTask(({ projects }) => inBatches(READ_AT_ONCE, detail)(projects)),
    TE.map((found) => found.flat()),
  )
}

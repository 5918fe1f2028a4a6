import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { matchesIn, type PlanMatch } from '../../domain/projects/plan-search.js'
import type { Project } from '../../domain/projects/project.js'
import type { Unavailable } from '../shared/errors.js'
import type { ProjectsSteps } from './ports.js'

/** An item that was found, with the project whose plan has it. */
export interface ProjectMatch extends PlanMatch {
  /** Project with the match. */
  readonly project: Project
}

/** Searches the plans of all projects. */
export type SearchProjects = (
  words: string,
  limit: number,
) => TE.TaskEither<Unavailable, { readonly matches: ReadonlyArray<ProjectMatch>; readonly truncated: boolean }>

/** Looks through the items of all plans that can be read; no words, no matches. */
export function makeSearchProjects({ listProjects }: Pick<ProjectsSteps, 'listProjects'>): SearchProjects {
  return (words, limit) =>
    words.trim() === ''
      ? TE.right({ matches: [], truncated: false })
      : pipe(
          listProjects,
          TE.map((projects) => {
            const matches = projects.flatMap(({ project, reading }) =>
              reading === null ? [] : matchesIn(reading.plan, words).map((match) => ({ ...match, project })),
            )
            return { matches: matches.slice(0, limit), truncated: matches.length > limit }
          }),
        )
}

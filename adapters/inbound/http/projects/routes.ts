import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectsFeature } from '../../../../application/projects/projects-feature.js'
import type { InvalidProject } from '../../../../domain/projects/errors.js'
import { parseProjectChange, type ProjectChange } from '../../../../domain/projects/registry.js'
import { notABoolean, type NotABoolean } from '../routing/errors.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'
import { matchJson, projectJson, summaryJson } from './codec.js'

export function projectRoutes(use: ProjectsFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.listProjects, () =>
      pipe(
        use.listProjects,
        TE.map((projects) => ({ status: 200, body: { projects: projects.map(summaryJson) } })),
      ),
    ),
    bindAnswer(api.createProject, ({ body: { displayName, name, path }, caller }) =>
      pipe(
        use.createProject({ displayName: displayName ?? name, path }, caller.client),
        TE.map((project) => ({
          status: 201,
          body: { id: project.id, displayName: project.displayName, path: project.path },
        })),
      ),
    ),
    bindAnswer(api.searchProjects, ({ query: { q, limit } }) =>
      pipe(
        use.searchProjects(q[0] ?? '', limit),
        TE.map(({ matches, truncated }) => ({ status: 200, body: { matches: matches.map(matchJson), truncated } })),
      ),
    ),
    bindAnswer(api.readProject, ({ params }) =>
      pipe(
        use.readProject(params.id),
        TE.map((project) => ({ status: 200, body: projectJson(project) })),
      ),
    ),
    bindAnswer(api.changeProject, ({ params, body, caller }) =>
      pipe(
        TE.fromEither(changeOf(body)),
        TE.flatMap((wanted) => use.changeProject(params.id, wanted, caller.client)),
        TE.map((project) => ({ status: 200, body: projectJson(project) })),
      ),
    ),
    bindAnswer(api.forgetProject, ({ params, caller }) =>
      pipe(
        use.forgetProject(params.id, caller.client),
        TE.map(() => ({ status: 200, body: { ok: true } })),
      ),
    ),
    bindAnswer(api.changePlan, ({ params, body, caller }) =>
      pipe(
        use.changePlan(params.id, { ...body }, caller.client),
        TE.map((project) => ({ status: 200, body: projectJson(project) })),
      ),
    ),
    bindAnswer(api.releasePlan, ({ params, body, caller }) =>
      pipe(
        use.releaseProject(params.id, { ...body }, caller.client),
        TE.map((project) => ({ status: 200, body: projectJson(project) })),
      ),
    ),
    bindAnswer(api.migratePlan, ({ params, caller }) =>
      pipe(
        use.migratePlan(params.id, caller.client),
        TE.map((project) => ({ status: 200, body: projectJson(project) })),
      ),
    ),
  ]
}

const changeOf = (body: object): E.Either<InvalidProject | NotABoolean, ProjectChange> =>
  E.mapLeft((error: Parameters<typeof wordOf>[0]) => wordOf(error))(parseProjectChange({ ...body }))

const wordOf = (error: InvalidProject | { readonly _tag: 'PinnedNotBoolean' }): InvalidProject | NotABoolean =>
  error._tag === 'PinnedNotBoolean' ? notABoolean('pinned') : error

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectsFeature } from '../../../../application/projects/projects-feature.js'
import type { InvalidProject } from '../../../../domain/projects/errors.js'
import { mayReadBoard } from '../../../../application/board/board-caller.js'
import { parseProjectChange, type ProjectChange } from '../../../../domain/projects/registry.js'
import { notABoolean, type NotABoolean } from '../routing/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const projectRoutes = (use: ProjectsFeature): ReadonlyArray<Binding> => [
  bind(api.listProjects, ({ caller: { principal } }) =>
    pipe(
      use.listProjects,
      TE.map((projects) => projects.filter(({ project: { id } }) => mayReadBoard(principal, id))),
    ),
  ),
  bind(api.createProject, ({ body: { displayName, name, path }, caller }) =>
    use.createProject({ displayName: displayName ?? name, path }, caller.client),
  ),
  bind(api.searchProjects, ({ query: { q, limit } }) => use.searchProjects(q[0] ?? '', limit)),
  bind(api.readProject, ({ params }) => use.readProject(params.id)),
  bind(api.changeProject, ({ params, body, caller }) =>
    pipe(
      TE.fromEither(changeOf(body)),
      TE.flatMap((wanted) => use.changeProject(params.id, wanted, caller.client)),
    ),
  ),
  bind(api.forgetProject, ({ params, caller }) => use.forgetProject(params.id, caller.client)),
  bind(api.changePlan, ({ params, body, caller }) => use.changePlan(params.id, { ...body }, caller.client)),
  bind(api.releasePlan, ({ params, body, caller }) => use.releaseProject(params.id, { ...body }, caller.client)),
  bind(api.undoRelease, ({ params, caller }) => use.undoRelease(params.id, caller.client)),
  bind(api.migratePlan, ({ params, caller }) => use.migratePlan(params.id, caller.client)),
]

const changeOf = (body: object): E.Either<InvalidProject | NotABoolean, ProjectChange> =>
  E.mapLeft((error: Parameters<typeof wordOf>[0]) => wordOf(error))(parseProjectChange({ ...body }))

const wordOf = (error: InvalidProject | { readonly _tag: 'PinnedNotBoolean' }): InvalidProject | NotABoolean =>
  error._tag === 'PinnedNotBoolean' ? notABoolean('pinned') : error

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectsFeature } from '../../../../application/projects/projects-feature.js'
import type * as errors from '../../../../domain/projects/errors.js'
import { mayReadBoard } from '../../../../application/board/board-caller.js'
import { parseProjectChange, type ProjectChange } from '../../../../domain/projects/registry.js'
import { notABoolean, type NotABoolean } from '../routing/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
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

const changeOf = (body: object): E.Either<errors.InvalidProject | NotABoolean, ProjectChange> =>
  E.mapLeft((error: Parameters<typeof wordOf>[0]) => wordOf(error))(parseProjectChange({ ...body }))

const wordOf = (
  error: errors.InvalidProject | { readonly _tag: 'PinnedNotBoolean' },
): errors.InvalidProject | NotABoolean => (error._tag === 'PinnedNotBoolean' ? notABoolean('pinned') : error)

export const PROJECT_ROWS = {
  InvalidPlanEdit: { status: 400, text: 'Bad request', more: ({ detail }) => ({ detail }) },
  InvalidProject: { status: 400, text: 'Bad request', more: ({ detail }) => ({ detail }) },
  NoReleaseToUndo: { status: 409, text: 'No release to undo' },
  NothingToMigrate: { status: 409, text: 'Nothing to migrate' },
  PathOutsideRoots: { status: 403, text: 'path outside allowed roots' },
  PlanChanged: { status: 409, text: 'document-changed', more: ({ docRev }) => ({ docRev }) },
  PlanIncomplete: {
    status: 400,
    text: 'ROADMAP.md structure incomplete',
    more: ({ missing }) => ({ detail: `${missing}-section-missing` }),
  },
  PlanOrderUnsupported: {
    status: 400,
    text: 'Unsupported section order',
    more: () => ({ detail: 'expected Released, In Development, Changelog' }),
  },
  PlanSectionNotFound: {
    status: 409,
    text: 'Section not found in ROADMAP.md',
    more: ({ section }) => ({ detail: section }),
  },
  ProjectNotFound: { status: 404, text: 'Project not found' },
  ProjectPathMissing: { status: 400, text: 'path required' },
  ProjectPathTaken: {
    status: 409,
    text: 'path is already registered as another project',
    more: ({ id }) => ({ id }),
  },
  StaleItemLine: {
    status: 409,
    text: 'Stale line offset',
    more: ({ line }) => ({ detail: `line ${String(line)} is no item of this section` }),
  },
} satisfies ErrorRows<
  | errors.InvalidPlanEdit
  | errors.InvalidProject
  | errors.NoReleaseToUndo
  | errors.NothingToMigrate
  | errors.PathOutsideRoots
  | errors.PlanChanged
  | errors.PlanIncomplete
  | errors.PlanOrderUnsupported
  | errors.PlanSectionNotFound
  | errors.ProjectNotFound
  | errors.ProjectPathMissing
  | errors.ProjectPathTaken
  | errors.StaleItemLine
>

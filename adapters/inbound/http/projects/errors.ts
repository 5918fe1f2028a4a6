import type {
  InvalidPlanEdit,
  InvalidProject,
  NoReleaseToUndo,
  NothingToMigrate,
  PathOutsideRoots,
  PlanChanged,
  PlanIncomplete,
  PlanOrderUnsupported,
  PlanSectionNotFound,
  ProjectNotFound,
  ProjectPathMissing,
  ProjectPathTaken,
  StaleItemLine,
} from '../../../../domain/projects/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type ProjectError =
  | InvalidPlanEdit
  | InvalidProject
  | NoReleaseToUndo
  | NothingToMigrate
  | PathOutsideRoots
  | PlanChanged
  | PlanIncomplete
  | PlanOrderUnsupported
  | PlanSectionNotFound
  | ProjectNotFound
  | ProjectPathMissing
  | ProjectPathTaken
  | StaleItemLine

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
} satisfies ErrorRows<ProjectError>

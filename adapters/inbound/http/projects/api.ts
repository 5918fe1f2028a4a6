import * as t from 'io-ts'
import type { Project } from '../../../../domain/projects/project.js'
import { clampedInteger, forParser, recordOf, texts } from '../../../../infrastructure/codec/codecs.js'
import { jsonOf, keyed } from '../../../../infrastructure/codec/json-of.js'
import { ProjectJson, ProjectMatchJson, ProjectSummaryJson } from './codec.js'
import { Ok, route } from '../routing/route.js'

const text = forParser<string>({ type: 'string' })
const integer = forParser<number>({ type: 'integer' })

export const listProjects = route({
  method: 'GET',
  path: '/api/projects',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('projects', t.readonlyArray(ProjectSummaryJson)) },
  errors: { Unavailable: 'Failed to list projects' },
  summary: 'All projects whose folder is there, in the order of the registry',
})

export const createProject = route({
  method: 'POST',
  path: '/api/projects',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { displayName: text, name: text, path: text }),
  answers: { 201: jsonOf<Project, 'pinned'>()({ id: t.string, displayName: t.string, path: t.string }) },
  errors: {
    ProjectPathMissing: null,
    InvalidProject: null,
    PathOutsideRoots: null,
    ProjectPathTaken: null,
    Unavailable: 'Failed to create project',
  },
  summary: 'Register a folder; one without plan document gets CHANGELOG.md from a template',
})

export const searchProjects = route({
  method: 'GET',
  path: '/api/projects/search',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { q: texts(1), limit: clampedInteger({ min: 1, max: 200, fallback: 50 }) },
  answers: { 200: t.strict({ matches: t.readonlyArray(ProjectMatchJson), truncated: t.boolean }) },
  errors: { Unavailable: 'Search failed' },
  summary: 'Items of all plan documents whose text contains q, in any case',
})

export const readProject = route({
  method: 'GET',
  path: '/api/projects/:id',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: ProjectJson },
  errors: { ProjectNotFound: null, Unavailable: 'Failed to load project' },
  summary: 'A project with its plan',
})

export const changeProject = route({
  method: 'PATCH',
  path: '/api/projects/:id',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf(
    {},
    {
      pinned: forParser<boolean>({ type: 'boolean' }),
      displayName: text,
      /** Id of the project that it is to stand before; `null`: the end. */
      before: forParser<string | null>({ type: ['string', 'null'] }),
    },
  ),
  answers: { 200: ProjectJson },
  errors: {
    ProjectNotFound: null,
    InvalidProject: null,
    NotABoolean: null,
    Unavailable: 'Failed to update project',
  },
  summary: 'Pin, rename or move a project in the list',
})

export const forgetProject = route({
  method: 'DELETE',
  path: '/api/projects/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Ok },
  errors: { ProjectNotFound: null },
  summary: 'Forget a project, for good; no file and no card is touched',
})

export const changePlan = route({
  method: 'PATCH',
  path: '/api/projects/:id/items',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf(
    {
      action: forParser<'toggle' | 'add' | 'edit' | 'delete' | 'move' | 'reorder' | 'set-version'>({
        enum: ['toggle', 'add', 'edit', 'delete', 'move', 'reorder', 'set-version'],
      }),
    },
    {
      section: text,
      toSection: text,
      line: integer,
      toIndex: integer,
      text,
      meta: forParser<Readonly<Record<string, string>>>({ type: 'object', additionalProperties: { type: 'string' } }),
      version: text,
      /** Revision that the change was made for. */
      docRev: text,
      /** Text of the item that the change is meant for. */
      expect: text,
    },
  ),
  answers: { 200: ProjectJson },
  errors: {
    ProjectNotFound: null,
    InvalidPlanEdit: null,
    StaleItemLine: null,
    PlanSectionNotFound: null,
    PlanChanged: null,
    Unavailable: 'Failed to patch project',
  },
  summary: 'Change one thing in the plan document; nothing else of it changes',
})

export const releasePlan = route({
  method: 'POST',
  path: '/api/projects/:id/release',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({ releaseVersion: text, newDevVersion: text }, { narrative: text, docRev: text }),
  answers: { 200: ProjectJson },
  errors: {
    ProjectNotFound: null,
    InvalidPlanEdit: null,
    PlanIncomplete: null,
    PlanOrderUnsupported: null,
    PlanChanged: null,
    Unavailable: 'Failed to finalize release',
  },
  summary: 'Close a version in the plan document: what is done is released, what is open stays',
})

export const undoRelease = route({
  method: 'POST',
  path: '/api/projects/:id/release/undo',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: ProjectJson },
  errors: {
    ProjectNotFound: null,
    NoReleaseToUndo: null,
    PlanChanged: null,
    Unavailable: 'Failed to undo release',
  },
  summary: 'Write the plan document as it was before the last release, unless it has changed since',
})

export const migratePlan = route({
  method: 'POST',
  path: '/api/projects/:id/migrate',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: ProjectJson },
  errors: {
    ProjectNotFound: null,
    NothingToMigrate: null,
    PlanChanged: null,
    Unavailable: 'Failed to migrate plan',
  },
  summary: 'Make ROADMAP.md the CHANGELOG.md; items of its backlog become cards of the board first',
})

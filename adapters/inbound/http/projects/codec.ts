import * as t from 'io-ts'
import type { ProjectDetail, ProjectMatch } from '../../../../application/projects/read-projects.js'
import { EMPTY_PLAN, type Plan, type PlanSection } from '../../../../domain/projects/plan.js'
import type { Project } from '../../../../domain/projects/project.js'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { from, jsonOf, within } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'

/** `line` counts from 1 and is good for one revision of the document only. */
const ITEM = {
  done: t.boolean,
  text: t.string,
  meta: t.record(t.string, t.string),
  line: integer,
}
const ItemJson = t.strict(ITEM)

const SectionJson = t.strict({ version: nullable(t.string), items: t.readonlyArray(ItemJson) })

const CountsJson = jsonOf<PlanSection, 'items'>()({
  version: nullable(t.string),
  done: from(integer, ({ items }) => items.filter(({ done }) => done).length),
  total: from(integer, ({ items }) => items.length),
})

const planOf = ({ reading }: ProjectDetail): Plan => reading?.plan ?? EMPTY_PLAN

const PROJECT = within<Project>()(({ project }: ProjectDetail) => project, {
  id: t.string,
  displayName: t.string,
  path: t.string,
  pinned: t.boolean,
})

/** True when there is no plan document: no versions, no counts, no items. */
const missing = from(t.boolean, ({ reading }: ProjectDetail) => reading === null)

/** Branch of the project's own checkout; `null` without one. */
const branch = from(nullable(t.string), ({ branch: name }: ProjectDetail) => name)

/** A project in the list. */
export const ProjectSummaryJson = named(
  'ProjectSummary',
  jsonOf<ProjectDetail, 'project' | 'reading'>()({
    ...PROJECT,
    ...within<Plan, 'backlog' | 'changelog' | 'unknown' | 'warnings'>()(planOf, {
      released: CountsJson,
      dev: CountsJson,
      backlogCount: from(integer, ({ backlog }) => backlog.length),
    }),
    missing,
    branch,
    mtimeMs: from(nullable(t.number), ({ reading }) => reading?.mtimeMs ?? null),
  }),
)

/** A project with its whole plan. */
export const ProjectJson = named(
  'Project',
  jsonOf<ProjectDetail, 'project' | 'reading'>()({
    ...PROJECT,
    missing,
    branch,
    /** File name of the plan document. */
    document: from(nullable(t.string), ({ reading }) => reading?.name ?? null),
    /** Revision of the document: send it back as `docRev` with a change, to be refused if it changed meanwhile. */
    docRev: from(nullable(t.string), ({ reading }) => reading?.rev ?? null),
    ...within<Plan>()(planOf, {
      released: SectionJson,
      dev: SectionJson,
      backlog: t.readonlyArray(ItemJson),
      /** Markdown below `## Changelog`. */
      changelog: t.string,
      /** Other headings of the second level. */
      unknown: t.readonlyArray(t.string),
      /** `duplicate-section:<section>`: only the first one counts. */
      warnings: t.readonlyArray(t.string),
    }),
  }),
)

/** An item that was found. */
export const ProjectMatchJson = jsonOf<ProjectMatch, 'project'>()({
  projectId: from(t.string, ({ project }) => project.id),
  projectName: from(t.string, ({ project }) => project.displayName),
  section: t.keyof({ dev: null, backlog: null, released: null }),
  ...ITEM,
})

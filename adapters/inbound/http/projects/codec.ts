import * as t from 'io-ts'
import type { ProjectDetail } from '../../../../application/projects/read-project.js'
import type { ProjectMatch } from '../../../../application/projects/search-projects.js'
import { EMPTY_PLAN, type PlanItem, type PlanSection } from '../../../../domain/projects/plan.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'

/** A line of a plan: `line` counts from 1 and is good for one revision of the document only. */
const ItemJson = t.strict({
  done: t.boolean,
  text: t.string,
  meta: t.record(t.string, t.string),
  line: t.number,
})

const SectionJson = t.strict({ version: nullable(t.string), items: t.readonlyArray(ItemJson) })

const CountsJson = t.strict({ version: nullable(t.string), done: t.number, total: t.number })

/** A project in the list. Without plan document: `missing`, no versions, no counts. */
export const ProjectSummaryJson = t.strict({
  id: t.string,
  displayName: t.string,
  path: t.string,
  pinned: t.boolean,
  released: CountsJson,
  dev: CountsJson,
  backlogCount: t.number,
  missing: t.boolean,
  mtimeMs: nullable(t.number),
})

/** A project with its whole plan. */
export const ProjectJson = t.strict({
  id: t.string,
  displayName: t.string,
  path: t.string,
  pinned: t.boolean,
  /** True when there is no plan document; the plan is empty then. */
  missing: t.boolean,
  /** File name of the plan document. */
  document: nullable(t.string),
  /** Revision of the document: send it back as `docRev` with a change, to be refused if it changed meanwhile. */
  docRev: nullable(t.string),
  released: SectionJson,
  dev: SectionJson,
  backlog: t.readonlyArray(ItemJson),
  /** Markdown below `## Changelog`. */
  changelog: t.string,
  /** Other headings of the second level. */
  unknown: t.readonlyArray(t.string),
  /** `duplicate-section:<section>`: only the first one counts. */
  warnings: t.readonlyArray(t.string),
})

/** An item that was found. */
export const ProjectMatchJson = t.strict({
  projectId: t.string,
  projectName: t.string,
  section: t.keyof({ dev: null, backlog: null, released: null }),
  ...ItemJson.type.props,
})

const counts = ({ version, items }: PlanSection): t.TypeOf<typeof CountsJson> => ({
  version,
  done: items.filter(({ done }) => done).length,
  total: items.length,
})

const itemJson = ({ done, text, meta, line }: PlanItem): t.TypeOf<typeof ItemJson> => ({ done, text, meta, line })

const sectionJson = ({ version, items }: PlanSection): t.TypeOf<typeof SectionJson> => ({
  version,
  items: items.map(itemJson),
})

export function summaryJson({ project, reading }: ProjectDetail): t.TypeOf<typeof ProjectSummaryJson> {
  const { released, dev, backlog } = reading?.plan ?? EMPTY_PLAN
  const { id, displayName, path, pinned } = project
  return {
    id,
    displayName,
    path,
    pinned,
    released: counts(released),
    dev: counts(dev),
    backlogCount: backlog.length,
    missing: reading === null,
    mtimeMs: reading?.mtimeMs ?? null,
  }
}

export function projectJson({ project, reading }: ProjectDetail): t.TypeOf<typeof ProjectJson> {
  const { released, dev, backlog, changelog, unknown, warnings } = reading?.plan ?? EMPTY_PLAN
  const { id, displayName, path, pinned } = project
  return {
    id,
    displayName,
    path,
    pinned,
    missing: reading === null,
    document: reading?.name ?? null,
    docRev: reading?.rev ?? null,
    released: sectionJson(released),
    dev: sectionJson(dev),
    backlog: backlog.map(itemJson),
    changelog,
    unknown,
    warnings,
  }
}

export const matchJson = ({ project, section, ...item }: ProjectMatch): t.TypeOf<typeof ProjectMatchJson> => ({
  projectId: project.id,
  projectName: project.displayName,
  section,
  ...itemJson(item),
})

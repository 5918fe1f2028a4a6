import * as t from 'io-ts'
import { nullable } from '../../../infrastructure/codec/codecs.js'

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
  /** Whether there is no plan document; the plan is empty then. */
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

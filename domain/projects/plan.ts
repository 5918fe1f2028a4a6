import { readItem, type SectionName } from './plan-grammar.js'
import { splitLines, type PlanLine } from './plan-lines.js'
import { outlineOf, type PlanSpan } from './plan-outline.js'

/** Item of a plan. `line` counts from 1 over all lines of the document. */
export interface PlanItem {
  /** True when the item is ticked. */
  readonly done: boolean
  /** Text without the marker. */
  readonly text: string
  /** `{priority: p0, theme: sync}` at the end of the line. */
  readonly meta: Readonly<Record<string, string>>
  /** Number of the line in the document. */
  readonly line: number
}

/** Section of a plan. A missing section has no version and no items. */
export interface PlanSection {
  /** Version in the heading; `null` without one. */
  readonly version: string | null
  /** Items in the order of the document. */
  readonly items: ReadonlyArray<PlanItem>
}

/** Content of a plan document. */
export interface Plan {
  /** Latest released section. */
  readonly released: PlanSection
  readonly dev: PlanSection
  /** Items without a version. */
  readonly backlog: ReadonlyArray<PlanItem>
  /** Markdown below `## Changelog`, trimmed. */
  readonly changelog: string
  /** Other headings of the second level. */
  readonly unknown: ReadonlyArray<string>
  /** `duplicate-section:<section>`: only the first of these sections is read and written. */
  readonly warnings: ReadonlyArray<string>
}

export const EMPTY_PLAN: Plan = {
  released: { version: null, items: [] },
  dev: { version: null, items: [] },
  backlog: [],
  changelog: '',
  unknown: [],
  warnings: [],
}

/** Reads any text. Text that is not a plan yields a plan without sections. */
export function parsePlan(text: string): Plan {
  const lines = splitLines(text)
  const { sections, unknown, repeated } = outlineOf(lines)
  const sectionOf = (name: SectionName): PlanSection => ({
    version: sections[name]?.version ?? null,
    items: itemsOf(lines, sections[name]),
  })
  return {
    released: sectionOf('released'),
    dev: sectionOf('dev'),
    backlog: itemsOf(lines, sections.backlog),
    changelog: bodyOf(lines, sections.changelog),
    unknown,
    warnings: repeated.map((name) => `duplicate-section:${name}`),
  }
}

const itemsOf = (lines: ReadonlyArray<PlanLine>, section: PlanSpan | undefined): ReadonlyArray<PlanItem> =>
  (section?.items ?? []).flatMap((at) => {
    const item = readItem(lines[at]?.text ?? '')
    return item === null ? [] : [{ done: item.done, text: item.text, meta: item.meta, line: at + 1 }]
  })

const bodyOf = (lines: ReadonlyArray<PlanLine>, section: PlanSpan | undefined): string =>
  section === undefined
    ? ''
    : lines
        .slice(section.headingAt + 1, section.endAt)
        .map(({ text }) => text)
        .join('\n')
        .trim()

/** Item of a plan with its section. */
export interface PlanMatch extends PlanItem {
  readonly section: SectionName
}

/**
 * Items whose text contains the query as a substring, ignoring case: in development first, then backlog, then released.
 */
export function matchesIn({ dev, backlog, released }: Plan, words: string): ReadonlyArray<PlanMatch> {
  const wanted = words.toLowerCase()
  const inSection = (section: SectionName, items: ReadonlyArray<PlanItem>): ReadonlyArray<PlanMatch> =>
    items.filter(({ text }) => text.toLowerCase().includes(wanted)).map((item) => ({ ...item, section }))
  return [...inSection('dev', dev.items), ...inSection('backlog', backlog), ...inSection('released', released.items)]
}

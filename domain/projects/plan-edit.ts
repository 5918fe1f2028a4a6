import * as E from 'fp-ts/lib/Either.js'
import {
  planChanged,
  planSectionNotFound,
  staleItemLine,
  type PlanChanged,
  type PlanSectionNotFound,
  type StaleItemLine,
} from './errors.js'
import type { PlanAction, PlanSeen } from './plan-action.js'
import { readItem, versionHeading, writeMeta, type ItemForm, type SectionName } from './plan-grammar.js'
import { insertLinesAfter, joinLines, removeLines, replaceLine, splitLines, type PlanLine } from './plan-lines.js'
import { lastLineOf, outlineOf, type PlanSpan } from './plan-outline.js'

/** Plan document: its text, and a revision that is different for every other text. */
export interface PlanText {
  /** Whole text of the document. */
  readonly text: string
  /** Revision of the text. */
  readonly rev: string
}

export type EditPlanError = PlanChanged | PlanSectionNotFound | StaleItemLine

type Lines = ReadonlyArray<PlanLine>
type Edited = E.Either<PlanSectionNotFound | StaleItemLine, Lines>

/** Applies one change. All other bytes are kept; new lines use the surrounding line ends. */
export function editPlan(document: PlanText, action: PlanAction, seen: PlanSeen): E.Either<EditPlanError, string> {
  const lines = splitLines(document.text)
  if (seen.docRev !== null && seen.docRev !== document.rev) return E.left(planChanged(document.rev))
  if (seen.expect !== null && 'line' in action && textAt(lines, action) !== seen.expect.trim())
    return E.left(planChanged(document.rev))
  return E.map(joinLines)(applied(lines, action))
}

/** Appends an item to a section. `text` is written unchanged, so braces in it must be escaped. */
export const appendItem = (
  text: string,
  section: SectionName,
  item: { readonly done: boolean; readonly text: string; readonly meta: Readonly<Record<string, string>> },
): E.Either<PlanSectionNotFound, string> =>
  E.map(joinLines)(
    appended(splitLines(text), section, [`- [${item.done ? 'x' : ' '}] ${item.text}${writeMeta(item.meta)}`]),
  )

function applied(lines: Lines, action: PlanAction): Edited {
  switch (action.action) {
    case 'add':
      return appended(lines, action.section, [`- [ ] ${action.text}${writeMeta(action.meta)}`])
    case 'set-version':
      return withSection(lines, action.section, ({ headingAt }) =>
        E.right(
          replaceLine(lines, headingAt, versionHeading(action.section, action.version, lines[headingAt]?.text ?? '')),
        ),
      )
    case 'toggle':
      return withItem(lines, action, (at, line, { done, markAt }) =>
        E.right(replaceLine(lines, at, line.slice(0, markAt) + (done ? ' ' : 'x') + line.slice(markAt + 1))),
      )
    case 'edit':
      return withItem(lines, action, (at, line, { textAt, textEnd }) =>
        E.right(replaceLine(lines, at, line.slice(0, textAt) + action.text + line.slice(textEnd))),
      )
    case 'delete':
      return withItem(lines, action, (at) => E.right(removeLines(lines, at, 1)))
    case 'move':
      return withItem(lines, action, (at, _line, _item, section) => {
        const block = blockOf(lines, section, at)
        return appended(removeLines(lines, at, block.length), action.toSection, block)
      })
    case 'reorder':
      return withItem(lines, action, (at, _line, _item, section) =>
        E.right(permuted(lines, section, section.items.indexOf(at), action.toIndex)),
      )
  }
}

function withSection(lines: Lines, name: SectionName, edit: (section: PlanSpan) => Edited): Edited {
  const section = outlineOf(lines).sections[name]
  return section === undefined ? E.left(planSectionNotFound(name)) : edit(section)
}

interface At {
  readonly section: SectionName
  readonly line: number
}

const withItem = (
  lines: Lines,
  { section: name, line }: At,
  edit: (at: number, text: string, item: ItemForm, section: PlanSpan) => Edited,
): Edited =>
  withSection(lines, name, (section) => {
    const at = line - 1
    const text = lines[at]?.text ?? ''
    const item = section.items.includes(at) ? readItem(text) : null
    return item === null ? E.left(staleItemLine(line)) : edit(at, text, item, section)
  })

/** Text of an item; `null` when the line is not an item of the section. */
function textAt(lines: Lines, { section, line }: At): string | null {
  const isItem = outlineOf(lines).sections[section]?.items.includes(line - 1) ?? false
  return isItem ? (readItem(lines[line - 1]?.text ?? '')?.text ?? null) : null
}

/** Lines of an item with its details. */
const blockOf = (lines: Lines, section: PlanSpan, at: number): ReadonlyArray<string> =>
  lines.slice(at, lastLineOf(lines, outlineOf(lines), at, section.endAt) + 1).map(({ text }) => text)

/** Inserts lines after the last item and its details, or directly under the heading. */
function appended(lines: Lines, name: SectionName, texts: ReadonlyArray<string>): E.Either<PlanSectionNotFound, Lines> {
  const outline = outlineOf(lines)
  const section = outline.sections[name]
  if (section === undefined) return E.left(planSectionNotFound(name))
  const last = section.items.at(-1)
  const at = last === undefined ? section.headingAt : lastLineOf(lines, outline, last, section.endAt)
  return E.right(insertLinesAfter(lines, at, texts))
}

/** Reorders items with their details. Text between the items and all line ends keep their positions. */
function permuted(lines: Lines, section: PlanSpan, from: number, to: number): Lines {
  const outline = outlineOf(lines)
  const blocks = section.items.map((at) => ({ at, endAt: lastLineOf(lines, outline, at, section.endAt) + 1 }))
  const order = blocks.filter((_, index) => index !== from)
  order.splice(Math.min(to, order.length), 0, ...blocks.slice(from, from + 1))
  const moved = order.flatMap(({ at, endAt }, index) => [
    ...lines.slice(at, endAt),
    ...lines.slice(blocks[index]?.endAt ?? section.endAt, blocks[index + 1]?.at ?? section.endAt),
  ])
  const start = blocks[0]?.at ?? section.endAt
  return lines.map((line, at) => ({ ...line, text: moved[at - start]?.text ?? line.text }))
}

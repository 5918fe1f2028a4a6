import { markLength, readHeading, readItem, type SectionName } from './plan-grammar.js'
import { isBlankLine, type PlanLine } from './plan-lines.js'
import { verbatimLines } from './plan-verbatim.js'

/** Position of a section. All numbers are indices of lines. */
export interface PlanSpan {
  readonly headingAt: number
  /** Index after its last line. */
  readonly endAt: number
  /** `null` for sections without a version. */
  readonly version: string | null
  readonly items: ReadonlyArray<number>
}

/** Structure of a plan document. The first of repeated sections counts. */
export interface Outline {
  readonly sections: Readonly<Partial<Record<SectionName | 'changelog', PlanSpan>>>
  /** Other headings of the second level, in order. */
  readonly unknown: ReadonlyArray<string>
  /** Names of repeated sections, without duplicates. */
  readonly repeated: ReadonlyArray<SectionName | 'changelog'>
  readonly isVerbatim: ReadonlyArray<boolean>
}

export function outlineOf(lines: ReadonlyArray<PlanLine>): Outline {
  const texts = lines.map(({ text }, at) => (at === 0 ? text.slice(markLength(text)) : text))
  const { isVerbatim } = verbatimLines(texts)
  const headings = texts.flatMap((text, at) => {
    const heading = isVerbatim[at] ? null : readHeading(text)
    return heading === null ? [] : [{ heading, at }]
  })
  const sections: Partial<Record<SectionName | 'changelog', PlanSpan>> = {}
  const repeated = new Set<SectionName | 'changelog'>()
  for (const [index, { heading, at }] of headings.entries()) {
    if (heading.kind === 'other') continue
    if (sections[heading.kind] !== undefined) {
      repeated.add(heading.kind)
      continue
    }
    const endAt = headings[index + 1]?.at ?? lines.length
    sections[heading.kind] = {
      headingAt: at,
      endAt,
      version: 'version' in heading ? heading.version : null,
      items: heading.kind === 'changelog' ? [] : itemsBetween(lines, isVerbatim, at + 1, endAt),
    }
  }
  return {
    sections,
    unknown: headings.flatMap(({ heading }) => (heading.kind === 'other' ? [heading.text] : [])),
    repeated: [...repeated],
    isVerbatim,
  }
}

function itemsBetween(
  lines: ReadonlyArray<PlanLine>,
  isVerbatim: ReadonlyArray<boolean>,
  from: number,
  to: number,
): ReadonlyArray<number> {
  const items: number[] = []
  for (let at = from; at < to; at += 1) {
    if (!isVerbatim[at] && readItem(lines[at]?.text ?? '') !== null) items.push(at)
  }
  return items
}

/**
 * Last line of the item at `at`, including indented lines, code, and paragraphs after blank lines below it. New content
 * goes after that line, so that details stay with their item.
 */
export function lastLineOf(lines: ReadonlyArray<PlanLine>, { isVerbatim }: Outline, at: number, endAt: number): number {
  let last = at
  for (let next = at + 1; next < endAt; next += 1) {
    const line = lines[next]
    if (line === undefined) break
    const isInBlockOfItem = isVerbatim[next] === true && isVerbatim[next - 1] === true && last === next - 1
    if (isInBlockOfItem || (/^[ \t]/.test(line.text) && !isBlankLine(line))) last = next
    else if (!isBlankLine(line)) break
  }
  return last
}

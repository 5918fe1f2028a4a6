/** Line of a text with its line end; only the last line has none. */
export interface PlanLine {
  readonly text: string
  readonly end: '' | '\n' | '\r\n' | '\r'
}

const FALLBACK_END = '\n'

/** Lines of a text. A text that ends in a line break has an empty last line. Inverse of `joinLines`. */
export function splitLines(text: string): ReadonlyArray<PlanLine> {
  const lines: PlanLine[] = []
  let from = 0
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(from, index), end: end as PlanLine['end'] })
    from = index + end.length
  }
  return [...lines, { text: text.slice(from), end: '' }]
}

/**
 * Joins lines. A CR before an empty line that ends in LF would be read back as one CRLF, so it is written as LF; this
 * can require the same for the preceding line.
 */
export const joinLines = (lines: ReadonlyArray<PlanLine>): string =>
  lines.reduceRight((rest, { text, end }) => text + (end === '\r' && rest.startsWith('\n') ? '\n' : end) + rest, '')

/** Line end to use near a line, so that new lines follow a CRLF document. */
export const endNear = (lines: ReadonlyArray<PlanLine>, at: number): Exclude<PlanLine['end'], ''> =>
  lines[at]?.end || lines[at - 1]?.end || FALLBACK_END

/** Inserts lines after line `at`. A text without a final line break keeps none. */
export function insertLinesAfter(
  lines: ReadonlyArray<PlanLine>,
  at: number,
  texts: ReadonlyArray<string>,
): ReadonlyArray<PlanLine> {
  const end = endNear(lines, at)
  const before = lines.slice(0, at + 1)
  const after = lines.slice(at + 1)
  const added = texts.map((text): PlanLine => ({ text, end }))
  if (after.length > 0) return [...before, ...added, ...after]
  return withoutLastEnd([...before.map((line) => (line.end === '' ? { ...line, end } : line)), ...added])
}

/** Removes `count` lines from `at`. A text without a final line break keeps none. */
export function removeLines(lines: ReadonlyArray<PlanLine>, at: number, count: number): ReadonlyArray<PlanLine> {
  return withoutLastEnd(lines.filter((_, index) => index < at || index >= at + count))
}

/** Replaces the text of one line; its line end is kept. */
export const replaceLine = (lines: ReadonlyArray<PlanLine>, at: number, text: string): ReadonlyArray<PlanLine> =>
  lines.map((line, index) => (index === at ? { ...line, text } : line))

const withoutLastEnd = (lines: ReadonlyArray<PlanLine>): ReadonlyArray<PlanLine> =>
  lines.map((line, index) => (index === lines.length - 1 ? { ...line, end: '' } : line))

export const isBlankLine = ({ text }: PlanLine): boolean => /^[ \t]*$/.test(text)

/** Lines without leading and trailing blank ones. */
export function trimBlankLines(lines: ReadonlyArray<PlanLine>): ReadonlyArray<PlanLine> {
  const first = lines.findIndex((line) => !isBlankLine(line))
  const last = lines.findLastIndex((line) => !isBlankLine(line))
  return first === -1 ? [] : lines.slice(first, last + 1)
}

import { charactersLeft, type ReasonLimit } from './denial-reason.js'

/** Comment of a person on a line of a plan. */
export interface PlanComment {
  /** Number of the line, from 1. */
  readonly line: number
  /** Text of the line, as it was asked about. */
  readonly quote: string
  readonly text: string
}

/** Quotes are shortened to make room, never the words of the person. */
const QUOTE_LENGTHS = [160, 60, 20]

/**
 * Comments in the order of their lines, each below its quoted line, and then what the person says about the whole. The dialog of an
 * agent takes one line.
 */
export function planReason(
  comments: ReadonlyArray<PlanComment>,
  words: string,
  { limit, isOneLine }: ReasonLimit,
): string {
  const sorted = [...comments].sort((one, other) => one.line - other.line)
  const texts = QUOTE_LENGTHS.map((length) => {
    const parts = sorted.map(({ quote, text }) => {
      const quoted = shortened(inOneLine(quote), length)
      return isOneLine ? `On “${quoted}”: ${inOneLine(text)}` : `> ${quoted}\n${text.trim()}`
    })
    const all = [...parts, isOneLine ? inOneLine(words) : words.trim()].filter((part) => part !== '')
    return all.join(isOneLine ? ' · ' : '\n\n')
  })
  return texts.find((one) => charactersLeft(one, { limit }) >= 0) ?? texts.at(-1) ?? ''
}

const inOneLine = (text: string): string => text.replaceAll(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()

function shortened(text: string, length: number): string {
  const signs = Array.from(text)
  return signs.length <= length ? text : `${signs.slice(0, length - 1).join('')}…`
}

/** Part of a plan that is commented on: a heading, an item of a list, a paragraph, a table or a block of code. */
export interface PlanBlock {
  /** Number of its first line, from 1. */
  readonly line: number
  /** Markdown of its lines, without the indentation of its first one. */
  readonly text: string
  /** Steps of indentation, for items of lists within lists. */
  readonly depth: number
}

/** Plans with more parts are shown with the rest in the last one. */
const MAX_BLOCKS = 500

const FENCE = /^\s*(`{3,}|~{3,})/
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/
const INDENT_STEP = 2

/** Splits the Markdown of a plan into its parts; every line that is not empty is in one of them. */
export function planBlocks(plan: string): ReadonlyArray<PlanBlock> {
  const lines = plan.replaceAll('\r\n', '\n').split('\n')
  const starts: number[] = []
  let fence: string | null = null
  let isOpen = false
  for (const [at, line] of lines.entries()) {
    const mark = FENCE.exec(line)?.[1] ?? null
    const isWithin = fence !== null
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null
    } else fence = mark
    const isBlank = line.trim() === '' && !isWithin
    const begins = !isWithin && !isBlank && (!isOpen || mark !== null || ITEM.test(line) || HEADING.test(line))
    if (begins && starts.length < MAX_BLOCKS) starts.push(at)
    const isAtEnd = (mark !== null && fence === null) || HEADING.test(line)
    if (!isWithin || isAtEnd) isOpen = !isBlank && !isAtEnd
  }
  return starts.map((start, index) => blockOf(lines.slice(start, starts[index + 1]), start))
}

function blockOf(lines: ReadonlyArray<string>, start: number): PlanBlock {
  const indent = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0
  const text = lines.map((line) => line.replace(new RegExp(`^\\s{0,${String(indent)}}`), '')).join('\n')
  return { line: start + 1, text: text.trimEnd(), depth: Math.floor(indent / INDENT_STEP) }
}
